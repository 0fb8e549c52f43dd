import { useSessions } from '@picture-live/shared/hooks/react';

export function SessionList({ onOpen }: { onOpen: (id: string) => void }) {
  const { status, sessions, more, loadMore, create, remove, restore } = useSessions();
  if (status === 'loading') return <p>Loading …</p>;
  return (
    <>
      <button onClick={() => void create({ title: 'Wedding' })}>New session</button>
      <ul>
        {sessions.map(({ id, title, photoCount, mine }) => (
          <li key={id}>
            <button onClick={() => onOpen(id)}>
              {title} · {photoCount}
            </button>
            {(mine?.deletedAt ?? null) === null ? (
              <button onClick={() => void remove(id)}>Delete</button>
            ) : (
              <button onClick={() => void restore(id)}>Restore</button>
            )}
          </li>
        ))}
      </ul>
      {more && <button onClick={() => void loadMore()}>Older ones</button>}
    </>
  );
}
