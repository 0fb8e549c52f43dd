import { access } from 'node:fs/promises';
import path from 'node:path';
import type { HotFolderView } from '../bridge/contract.ts';
import type { DiskPatience } from './disk-patience.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { FilePlace } from './ledger/records.ts';
import { isSidecar } from './ledger/sidecars.ts';
import type { Candidate, FileSignature } from './settle/outcome.ts';
import type { Settler } from './settle/settler.ts';
import { viewFolder } from './status.ts';
import { watchHotFolder } from './watch/watch.ts';

export interface HotFoldersParts {
  ledger: Ledger;
  settler: Pick<Settler, 'offer' | 'holds'>;
  patiently: DiskPatience;
  now: () => number;
  onChange: (shotIds?: readonly string[], removed?: readonly string[]) => void;
  onError: (error: unknown, what: string) => void;
}

/** Watches all hot folders of the session and notes in the ledger what is seen in them. */
export function startHotFolders(roots: readonly string[], parts: HotFoldersParts) {
  const { ledger, onChange } = parts;
  const folders = roots.map((root) => {
    const id = ledger.files.hotFolderId(root);
    const view: Omit<HotFolderView, 'camera' | 'seen'> = {
      id,
      path: root,
      state: 'watching',
      message: null,
    };
    const watch = watchHotFolder({
      id,
      root,
      known: (file) => signatureOf({ hotFolderId: id, path: file }),
      onCandidate: (candidate) => noted(take(candidate), candidate.path),
      onGone: (file) => noted(forget({ hotFolderId: id, path: file }), file),
      onState(state) {
        view.state = state.state;
        view.message = state.message;
        onChange();
      },
    });
    return { view, watch };
  });

  async function take(candidate: Candidate): Promise<void> {
    // A file in hand is noted already, and notes are no shot; their outcome says what became of it.
    if (!isSidecar(candidate.path) && !parts.settler.holds(candidate.absolutePath))
      await note(candidate);
    parts.settler.offer(candidate);
  }

  async function note({ hotFolderId, path: file, seenAt }: Candidate): Promise<void> {
    const shotId = await parts.patiently(() =>
      ledger.files.seen({ hotFolderId, path: file }, Math.round(seenAt)),
    );
    onChange([shotId]);
  }

  function signatureOf(place: FilePlace): FileSignature | undefined {
    const notes = isSidecar(place.path) ? ledger.sidecars.signatureOf(place) : undefined;
    return notes ?? ledger.files.signatureOf(place);
  }

  async function forget(place: FilePlace): Promise<void> {
    if (isSidecar(place.path)) await parts.patiently(() => ledger.sidecars.deleted(place));
    onChange([], await parts.patiently(() => ledger.files.deleted(place)));
  }

  function noted(work: Promise<void>, file: string): void {
    work.catch((error: unknown) => parts.onError(error, file));
  }

  /** Null where the hot folder is not watched any more. */
  function absolute(place: FilePlace): string | null {
    const root = folders.find(({ view }) => view.id === place.hotFolderId)?.view.path;
    return root === undefined ? null : path.join(root, place.path);
  }

  return {
    views: (): HotFolderView[] => folders.map(({ view }) => viewFolder(ledger, view)),
    /** Absolute path of the first of these files that is still there; null: none is. */
    async existing(places: readonly FilePlace[]): Promise<string | null> {
      for (const place of places) {
        const file = absolute(place);
        if (file !== null && (await exists(file))) return file;
      }
      return null;
    },
    /** Absolute paths of those that lie in a hot folder that is watched. */
    pathsOf: (places: readonly FilePlace[]): string[] =>
      places.map(absolute).filter((file) => file !== null),
    /** Reads files once more, as if they had just arrived. */
    readAgain(places: readonly FilePlace[]): void {
      for (const place of places) {
        const absolutePath = absolute(place);
        if (absolutePath === null) continue;
        noted(take({ ...place, absolutePath, seenAt: parts.now() }), place.path);
      }
    },
    async stop(): Promise<void> {
      await Promise.all(folders.map(({ watch }) => watch.stop()));
    },
  };
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
