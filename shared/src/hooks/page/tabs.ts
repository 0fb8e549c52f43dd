import * as z from 'zod/mini';
import type { TabNews, Tabs } from '../../client/page-auth.ts';
import { leaseAlone } from './lease.ts';

const NAME = 'picture-live-login';

const News = z.object({
  access: z.nullable(z.object({ token: z.string(), expiresAt: z.int() })),
});

/**
 * The tabs of this browser: news go over a BroadcastChannel, which only pages of this relay hear,
 * and turns are taken with Web Locks, or, where a page came over plain HTTP as in a venue's own
 * network and has none, with a lease.
 */
export function browserTabs(): Tabs {
  const channel = new BroadcastChannel(NAME);
  const listeners = new Set<(news: TabNews) => void>();
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const news = z.safeParse(News, data);
    if (news.success) for (const listener of listeners) listener(news.data);
  });
  return {
    alone: 'locks' in navigator ? lockAlone : leaseAlone(localStorage, NAME),
    tell: (news) => channel.postMessage(news),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function lockAlone<T>(work: () => Promise<T>): Promise<T> {
  let done: { value: T } | undefined;
  await navigator.locks.request(NAME, async () => {
    done = { value: await work() };
  });
  if (done === undefined) throw new Error('The lock was given without the work being done.');
  return done.value;
}
