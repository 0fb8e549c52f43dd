import { access } from 'node:fs/promises';
import path from 'node:path';
import type { HotFolderView } from '../bridge/contract.ts';
import type { FolderSettings, FolderView } from '../bridge/desk.ts';
import type { DiskPatience } from './disk-patience.ts';
import { watchFolder, type WatchedFolder } from './folders/watched-folder.ts';
import { createOwnership } from './folders/ownership.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { FilePlace, FrameIdentity, ShotOrigin } from './ledger/records.ts';
import { isSidecar } from './ledger/sidecars.ts';
import type { Candidate, FileSignature } from './settle/outcome.ts';
import type { Settler } from './settle/settler.ts';
import { viewFolder } from './status.ts';

export interface HotFoldersParts {
  ledger: Ledger;
  settler: Pick<Settler, 'offer' | 'holds'>;
  patiently: DiskPatience;
  now: () => number;
  onChange: (shotIds?: readonly string[], removed?: readonly string[]) => void;
  onError: (error: unknown, what: string) => void;
}

/** Watches all hot folders of the session and notes in the ledger what is seen in them. */
export function startHotFolders(first: readonly FolderSettings[], parts: HotFoldersParts) {
  const { ledger, onChange } = parts;
  /** By path, in the order in which they were named. */
  const folders = new Map<string, WatchedFolder>();
  /** Folders that are watched no more, until the last look into them has ended. */
  const ending = new Set<Promise<void>>();
  /** By id, also of folders that are watched no more: files of theirs may still be in hand. */
  const origins = new Map<string, ShotOrigin>();
  let ownership = createOwnership(ledger.elsewhere);

  function apply(wanted: readonly FolderSettings[]): void {
    const paths = new Set(wanted.map((folder) => folder.path));
    for (const [root, folder] of folders) if (!paths.has(root)) end(root, folder);
    for (const settings of wanted) {
      const folder = folders.get(settings.path);
      if (folder) folder.set(settings);
      else folders.set(settings.path, watch(settings));
      const { photographer, tag } = settings;
      origins.set(ledger.files.hotFolderId(settings.path), { photographer, tag });
    }
    ownership = createOwnership(ledger.elsewhere);
    onChange();
  }

  function watch(settings: FolderSettings): WatchedFolder {
    const id = ledger.files.hotFolderId(settings.path);
    return watchFolder(id, settings, {
      known: (file) => signatureOf({ hotFolderId: id, path: file }),
      onCandidate: (candidate) => noted(take(candidate), candidate.path),
      onGone: (file) => noted(forget({ hotFolderId: id, path: file }), file),
      onChange: () => onChange(),
      onError: parts.onError,
    });
  }

  function end(root: string, folder: WatchedFolder): void {
    folders.delete(root);
    const ended = folder.stop().finally(() => ending.delete(ended));
    ending.add(ended);
  }

  async function take(candidate: Candidate): Promise<void> {
    // A file in hand is noted already, and notes are no shot; their outcome says what became of it.
    if (!isSidecar(candidate.path) && !parts.settler.holds(candidate.absolutePath)) {
      if (ownership.isWaitedFor(placeOf(candidate))) return;
      await note(candidate);
    }
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
    return notes ?? ledger.files.signatureOf(place) ?? ownership.signatureOf(place);
  }

  async function forget(place: FilePlace): Promise<void> {
    if (isSidecar(place.path)) await parts.patiently(() => ledger.sidecars.deleted(place));
    onChange([], await parts.patiently(() => ledger.files.deleted(place)));
  }

  function noted(work: Promise<void>, file: string): void {
    work.catch((error: unknown) => parts.onError(error, file));
  }

  function folderOf({ hotFolderId }: FilePlace): WatchedFolder | undefined {
    return [...folders.values()].find(({ id }) => id === hotFolderId);
  }

  /** Null where the hot folder is not watched any more. */
  function absolute(place: FilePlace): string | null {
    const root = folderOf(place)?.settings().path;
    return root === undefined ? null : path.join(root, place.path);
  }

  apply(first);
  return {
    apply,
    views: (): HotFolderView[] =>
      [...folders.values()].map((folder) => viewFolder(ledger, folder.view())),
    /** The folders with what was set up for them. */
    settings: (): FolderView[] => [...folders.values()].map((folder) => folder.settingsView()),
    /** What a file's hot folder says of its shot. */
    originOf: ({ hotFolderId }: FilePlace): ShotOrigin =>
      origins.get(hotFolderId) ?? { photographer: null, tag: null },
    isVersionElsewhere: (place: FilePlace, frame: FrameIdentity): boolean =>
      ownership.isVersionElsewhere(place, frame),
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
      await Promise.all([...ending, ...[...folders.values()].map((folder) => folder.stop())]);
    },
  };
}

function placeOf({ hotFolderId, path: file }: Candidate): FilePlace {
  return { hotFolderId, path: file };
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

export type HotFolders = ReturnType<typeof startHotFolders>;
