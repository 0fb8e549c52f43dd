import type { DeskView, KnownSession } from '../../bridge/desk.ts';
import type { Engine } from '../engine.ts';
import type { Book, Session } from './book.ts';
import type { Couriers, CourierView } from './couriers.ts';
import type { Setup } from './setup.ts';

const NOTHING_LEFT: CourierView = { waiting: 0, held: 0, failed: 0, message: null };

/** What people see of the desk; what is left of the current session is in its own status. */
export function viewDesk(desk: {
  book: Book;
  setup: Setup;
  couriers: Couriers;
  engine: Engine | null;
}): DeskView {
  const { book, setup, couriers, engine } = desk;
  const currentId = book.current()?.id;

  function viewSession({ id, title, galleryUrl, relayUrl }: Session): KnownSession {
    const current = id === currentId;
    const left = (current ? undefined : couriers.view(id)) ?? NOTHING_LEFT;
    return { id, title, galleryUrl, relayUrl, current, ...left };
  }

  return {
    setup: setup.view(),
    sessions: book.sessions().map(viewSession),
    folders: engine?.folders.views() ?? [],
    clocks: engine?.clocks() ?? [],
  };
}
