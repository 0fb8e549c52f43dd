import { navigate, usePlace } from '../app/router.ts';
import type { SessionTabProps } from '../session/tabs.ts';
import { readChosen, queryOfChosen, type Chosen } from './bar/filters.ts';
import { BinView } from './bin/bin-view.tsx';
import './photos.css';
import { PhotosView } from './photos-view.tsx';

/** The photos of a session: all of them, and what is in the bin. */
export function PhotosTab({ session, role }: SessionTabProps) {
  const { path, query } = usePlace();
  const here = `/sessions/${session.id}/photos`;
  if (path.split('/')[4] === 'bin') {
    return <BinView session={session} role={role} photosPath={here} />;
  }
  const chosen = readChosen(query);
  const goTo = (next: Chosen, open: string | null): void => {
    const asked = queryOfChosen(next);
    const photo = open === null ? '' : `${asked === '' ? '?' : '&'}photo=${open}`;
    navigate(`${here}${asked}${photo}`, { replace: true });
  };
  return (
    <PhotosView
      session={session}
      role={role}
      chosen={chosen}
      onChoose={(next) => goTo(next, null)}
      openId={query.get('photo')}
      onOpen={(id) => goTo(chosen, id)}
      binPath={`${here}/bin`}
    />
  );
}
