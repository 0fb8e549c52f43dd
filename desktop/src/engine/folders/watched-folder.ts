import type { HotFolderView } from '../../bridge/contract.ts';
import type { FolderSettings, FolderView } from '../../bridge/desk.ts';
import type { HotFolderState } from '../watch/root.ts';
import { watchHotFolder, type HotFolderOptions, type HotFolderWatch } from '../watch/watch.ts';
import { networkShareOf } from './network-share.ts';

export interface WatchedFolderParts extends Pick<
  HotFolderOptions,
  'known' | 'onCandidate' | 'onGone'
> {
  onChange: () => void;
  onError: (error: unknown, what: string) => void;
  /** Kind of the network share that a folder lies on; tests pass their own. */
  findShare?: (folder: string) => Promise<string | null>;
}

/** A hot folder that is watched in the way that suits its disk. */
export interface WatchedFolder {
  readonly id: string;
  settings(): FolderSettings;
  /** Changes what was set up for it; its path stays. */
  set(settings: FolderSettings): void;
  view(): Omit<HotFolderView, 'camera' | 'seen'>;
  settingsView(): FolderView;
  stop(): Promise<void>;
}

/**
 * Watches a hot folder, by the system's events or by searching: on a network share the events of
 * other computers do not arrive. Which disk it lies on is asked at the start and whenever it comes
 * back.
 */
export function watchFolder(
  id: string,
  first: FolderSettings,
  parts: WatchedFolderParts,
): WatchedFolder {
  const { findShare = networkShareOf } = parts;
  const root = first.path;
  let settings = first;
  let share: string | null = null;
  let state: HotFolderState = { state: 'watching', message: null };
  let watch: { polls: boolean; handle: HotFolderWatch } | null = null;
  let isStopped = false;
  /** One change after the other: two watches of one folder would tell everything twice. */
  let changes: Promise<void> = Promise.resolve();

  const wantsPolling = () =>
    settings.noticing === 'auto' ? share !== null : settings.noticing === 'polling';

  async function look(): Promise<void> {
    share = await findShare(root);
    const polls = wantsPolling();
    if (isStopped || watch?.polls === polls) return;
    await watch?.handle.stop();
    watch = { polls, handle: begin(polls) };
  }

  function begin(polling: boolean): HotFolderWatch {
    const { known, onCandidate, onGone } = parts;
    return watchHotFolder({
      id,
      root,
      polling,
      known,
      onCandidate,
      ...(onGone && { onGone }),
      onState(next) {
        const isBack = state.state === 'missing' && next.state === 'watching';
        state = next;
        if (isBack) change();
        parts.onChange();
      },
    });
  }

  function change(): void {
    changes = changes
      .then(look)
      .then(parts.onChange)
      .catch((error: unknown) => parts.onError(error, root));
  }

  change();
  return {
    id,
    settings: () => settings,
    set(next) {
      settings = next;
      change();
    },
    view: () => ({ id, path: root, ...state }),
    settingsView: () => ({ ...settings, id, share, polls: watch?.polls ?? wantsPolling() }),
    async stop() {
      isStopped = true;
      await changes;
      await watch?.handle.stop();
    },
  };
}
