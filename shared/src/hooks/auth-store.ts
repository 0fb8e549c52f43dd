import { PictureLiveError } from '../errors/index.ts';
import type { ChangePassword, ChangeProfile, Login, Profile, Register } from '../protocol/index.ts';
import { backoffMs } from '../client/backoff.ts';
import type { PageAuth } from '../client/page-auth.ts';
import type { Surroundings } from './page/surroundings.ts';
import { createStore, type Store } from './store.ts';

/**
 * Who is logged in. `opening`: the browser's login is being looked for. `unreachable`: the relay
 * does not answer; asked again by itself. `ended` says that somebody was logged in and is no more
 * without having said so here: in another tab, by a new password, after a month.
 */
export type AuthState =
  | { status: 'opening' }
  | { status: 'unreachable' }
  | { status: 'out'; ended: boolean }
  | { status: 'in'; user: Profile };

/** All reject with a PictureLiveError. */
export interface AuthActions {
  login: (request: Login) => Promise<void>;
  /** Makes an account and logs in: with the code of an invitation, or as the first one. */
  register: (request: Register) => Promise<void>;
  /** In every tab of this browser; with `everywhere` on every other device, too. */
  logout: (how?: { everywhere?: boolean }) => Promise<void>;
  changeProfile: (changes: ChangeProfile) => Promise<void>;
  /** Ends all other logins. */
  changePassword: (change: ChangePassword) => Promise<void>;
}

export interface AuthStore extends Store<AuthState>, AuthActions {
  stop: () => void;
}

const RETRY = { firstMs: 1_000, capMs: 15_000 };
/** Before the token in hand runs out, so that sockets and uploads never find it expired. */
const RENEW_EARLY_MS = 60_000;
const LOOK_EVERY_MS = 15_000;

/** Keeps up with who is logged in, in all tabs, from the first look on until it is stopped. */
export function authStore(auth: PageAuth, around: Surroundings): AuthStore {
  const store = createStore<AuthState>({ status: 'opening' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isStopped = false;
  /** What is done here needs no second look. */
  let acting: 'entering' | 'leaving' | null = null;

  async function look(): Promise<void> {
    clearTimeout(timer);
    try {
      const isIn = await auth.resume();
      if (isStopped) return;
      if (isIn) await enter();
      else store.set({ status: 'out', ended: false });
      failures = 0;
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      // A relay that cannot be reached, or a login that ended between the two calls: look again.
      if (isStopped) return;
      failures += 1;
      if (store.get().status === 'opening') store.set({ status: 'unreachable' });
      timer = setTimeout(() => void look(), backoffMs(RETRY, failures, Math.random()));
    }
  }

  async function enter(): Promise<void> {
    const user = await auth.profile();
    if (!isStopped) store.set({ status: 'in', user });
  }

  const stopListening = auth.onChange((isIn) => {
    if (!isIn) {
      store.set({ status: 'out', ended: acting !== 'leaving' && store.get().status === 'in' });
    } else if (acting === null && store.get().status === 'out') {
      // Somebody logged in in another tab.
      void look();
    }
  });

  async function renewInTime(): Promise<void> {
    const end = auth.expiresAt();
    if (end === null || end - Date.now() > RENEW_EARLY_MS) return;
    // Every call renews by itself, too, and says what went wrong; this one only comes first.
    await auth.renewEarly().catch(() => undefined);
  }
  async function act<T>(what: 'entering' | 'leaving', work: () => Promise<T>): Promise<T> {
    acting = what;
    try {
      return await work();
    } finally {
      acting = null;
    }
  }

  const renewal = setInterval(() => void renewInTime(), LOOK_EVERY_MS);
  const stopWaking = around.onAwake(() => {
    if (store.get().status === 'unreachable') void look();
    else void renewInTime();
  });
  void look();

  return {
    get: store.get,
    subscribe: store.subscribe,
    login: (request) =>
      act('entering', async () => store.set({ status: 'in', user: await auth.login(request) })),
    register: (request) =>
      act('entering', async () => store.set({ status: 'in', user: await auth.register(request) })),
    logout: (how) => act('leaving', () => auth.logout(how)),
    async changeProfile(changes) {
      store.set({ status: 'in', user: await auth.changeProfile(changes) });
    },
    changePassword: (change) => auth.changePassword(change),
    stop() {
      isStopped = true;
      clearTimeout(timer);
      clearInterval(renewal);
      stopListening();
      stopWaking();
      auth.stop();
    },
  };
}
