import { openPictureLive } from '@picture-live/shared/hooks';
import type { PictureLive } from '@picture-live/shared/hooks';
import type { TabNews, Tabs } from '@picture-live/shared/client';

/** A browser without a window: cookies, and tabs that hear each other. */
export class TestBrowser {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();
  readonly #listeners = new Set<{ tab: object; hear: (news: TabNews) => void }>();
  readonly #open: PictureLive[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  /** Calls in the order they were made: method and path. */
  readonly asked: string[] = [];
  /** Whether there is a network. */
  isOnline = true;

  constructor(url: string) {
    this.#url = url;
  }

  /** A page of the relay. */
  openTab(): PictureLive {
    const around = { tabs: this.#tab(), isVisible: () => true, onAwake: () => () => undefined };
    const live = openPictureLive({ baseUrl: this.#url, fetch: this.#fetch, around });
    this.#open.push(live);
    return live;
  }

  close(): void {
    for (const live of this.#open) live.stop();
  }

  get cookies(): string[] {
    return [...this.#cookies.values()];
  }

  readonly #fetch: typeof fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : String(input));
    this.asked.push(`${init?.method ?? 'GET'} ${address.pathname}`);
    if (!this.isOnline) throw new Error('No network.');
    const headers = new Headers(init?.headers);
    if (address.pathname.startsWith('/api/auth/page'))
      headers.set('cookie', this.cookies.join('; '));
    const reply = await fetch(address, { ...init, headers });
    for (const cookie of reply.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name = ''] = pair.split('=');
      if (cookie.includes('Max-Age=0')) this.#cookies.delete(name);
      else this.#cookies.set(name, pair);
    }
    return reply;
  };

  #tab(): Tabs {
    const tab = {};
    return {
      alone: (work) => {
        const mine = this.#turn.then(work);
        this.#turn = mine.catch(() => undefined);
        return mine;
      },
      tell: (news) => {
        for (const one of this.#listeners) if (one.tab !== tab) one.hear(news);
      },
      listen: (hear) => {
        const listener = { tab, hear };
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }
}
