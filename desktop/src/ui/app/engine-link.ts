import { PictureLiveError } from '@picture-live/shared/errors';
import type { Bridge, CallInput, CallName, CallReply, ShotState } from '../../bridge/contract.ts';
import type { ShotPage } from './state/shot-table.ts';
import type { Store } from './state/store.ts';

const PAGE = 200;
/** At most so many shots that need a person are asked for: 20 pages of 500. */
const ATTENTION_PAGE = 500;
const ATTENTION_PAGES = 20;
const ATTENTION_STATES: ShotState[] = ['failed', 'unpublished'];
const ASK_AGAIN_MS = 2_000;

/** What the page can ask of the engine. */
export interface EngineLink {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallReply<N>>;
  /** Asks for the shots before the filmstrip's oldest; one page (of at most 500) at a time. */
  loadOlder(limit?: number): void;
  stop(): void;
}

/** Keeps the store up to date with the engine: events as they come, and all anew after a loss. */
export function linkEngine(bridge: Bridge, store: Store, now: () => number): EngineLink {
  /** Counts connections: replies that belong to an earlier one are let fall. */
  let visit = 0;
  let loadingOlder = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function page(before: string | null, limit: number, states: ShotState[] | null) {
    const asked = store.get().shots.heard;
    const { shots, more } = await bridge.call('listShots', { before, limit, states });
    return { shots, more, asked } satisfies ShotPage;
  }

  async function loadAll(mine: number): Promise<void> {
    const [capabilities, status, newest] = await Promise.all([
      bridge.call('capabilities', null),
      bridge.call('status', null),
      page(null, PAGE, null),
    ]);
    if (mine !== visit) return;
    store.dispatch({ type: 'capabilities', capabilities });
    store.dispatch({ type: 'event', event: { type: 'status', status }, at: now() });
    store.dispatch({ type: 'newest_page', page: newest });
    await loadAttention(mine);
  }

  async function loadAttention(mine: number): Promise<void> {
    let before: string | null = null;
    for (let pages = 0; pages < ATTENTION_PAGES; pages += 1) {
      const found: ShotPage = await page(before, ATTENTION_PAGE, ATTENTION_STATES);
      if (mine !== visit) return;
      store.dispatch({ type: 'attention_page', page: found });
      before = found.shots.at(-1)?.id ?? null;
      if (!found.more || before === null) return;
    }
  }

  /** Tries until it has worked or the connection is another one. */
  async function refresh(mine: number): Promise<void> {
    try {
      await loadAll(mine);
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      if (mine === visit) timer = setTimeout(() => void refresh(mine), ASK_AGAIN_MS);
    }
  }

  async function older(before: string, limit: number): Promise<void> {
    const mine = visit;
    loadingOlder = true;
    try {
      const found = await page(before, limit, null);
      if (mine === visit) store.dispatch({ type: 'older_page', page: found });
    } catch (error) {
      // Asked again when the filmstrip is next at its end.
      if (!(error instanceof PictureLiveError)) throw error;
    } finally {
      loadingOlder = false;
    }
  }

  /** Replies to what was asked before are let fall. */
  function end(): void {
    visit += 1;
    clearTimeout(timer);
  }

  /** Asks for everything anew. */
  function begin(): void {
    end();
    void refresh(visit);
  }

  const unsubscribe = bridge.subscribe((event) => {
    store.dispatch({ type: 'event', event, at: now() });
    if (event.type === 'session_changed') begin();
  });
  const unwatch = bridge.onConnection((connected) => {
    store.dispatch({ type: 'connection', connected });
    if (connected) begin();
    else end();
  });

  return {
    call: (name, input) => bridge.call(name, input),
    loadOlder: (limit = PAGE) => {
      const { strip, more } = store.get().shots;
      const oldest = strip[0];
      if (more && oldest !== undefined && !loadingOlder) void older(oldest, limit);
    },
    stop: () => {
      end();
      unsubscribe();
      unwatch();
    },
  };
}
