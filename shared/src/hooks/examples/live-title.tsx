/** @jsxImportSource preact */
import type { LinkNews } from '@picture-live/shared/hooks';
import { useNews, useWebSocket } from '@picture-live/shared/hooks/preact';
import { useCallback, useState } from 'preact/hooks';

export function LiveTitle({ sessionId }: { sessionId: string }) {
  const { session, connection, viewers, refusal } = useWebSocket(sessionId);
  const [arrived, setArrived] = useState(0);
  const count = useCallback((events: LinkNews['events']) => {
    const photos = events.filter(({ type }) => type === 'new_photo');
    setArrived((before) => before + photos.length);
  }, []);
  useNews(sessionId, 'events', count);
  if (refusal !== null) return <p>{refusal.message}</p>;
  if (session === null) return <p>Opening …</p>;
  return (
    <h1>
      {session.title} ({connection}, {viewers ?? '–'} watching, {arrived} new)
    </h1>
  );
}
