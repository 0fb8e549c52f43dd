import { PictureLiveError } from '@picture-live/shared/errors';
import type { DeskHandlers } from '../../bridge/contract.ts';
import type { FolderSettings } from '../../bridge/desk.ts';
import type { Engine } from '../engine.ts';
import { checkFolder } from '../folders/check-folder.ts';
import { withClock } from '../folders/clocks.ts';
import type { Book } from './book.ts';

export interface FolderParts {
  book: Book;
  dataDir: string;
  /** The engine of the session that is current. */
  engine: () => Promise<Engine>;
  onChange: () => void;
}

type FolderHandlers = Pick<
  DeskHandlers,
  'addFolder' | 'changeFolder' | 'removeFolder' | 'setClock'
>;

/** Hot folders of the current session and the clocks of its cameras, changed while it runs. */
export function folderHandlers({ book, dataDir, engine, onChange }: FolderParts): FolderHandlers {
  /** Kept first: what is watched is what the next start watches. */
  async function edit(change: (folders: FolderSettings[]) => FolderSettings[]): Promise<null> {
    const running = await engine();
    const { id } = currentOf(book);
    await book.setFolders(id, change(book.folders(id)));
    running.folders.apply(book.folders(id));
    onChange();
    return null;
  }

  function known(path: string): void {
    if (book.folders(currentOf(book).id).some((folder) => folder.path === path)) return;
    throw new PictureLiveError('not_found', `${path} is no hot folder of this session.`);
  }

  return {
    async addFolder({ path, create }) {
      await engine();
      const others = book.folders(currentOf(book).id).map((folder) => folder.path);
      const folder = await checkFolder({ path, create, others, dataDir });
      return edit((folders) => [
        ...folders,
        { path: folder, photographer: null, tag: null, noticing: 'auto' },
      ]);
    },
    async changeFolder(settings) {
      known(settings.path);
      return edit((folders) =>
        folders.map((folder) => (folder.path === settings.path ? settings : folder)),
      );
    },
    async removeFolder({ path }) {
      known(path);
      return edit((folders) => folders.filter((folder) => folder.path !== path));
    },
    async setClock(clock) {
      await book.change(({ clocks }) => ({ clocks: withClock(clocks, clock) }));
      onChange();
      return null;
    },
  };
}

function currentOf(book: Book) {
  const current = book.current();
  if (current) return current;
  throw new PictureLiveError('invalid_request', 'Choose a session first.');
}
