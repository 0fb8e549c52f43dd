import type { Scaled } from '../../scaled/scaled.ts';

export interface Visitors {
  /** Lets them finish; `failures` says in words what they should not have seen. */
  stop(): Promise<{ calls: number; failures: string[] }>;
}

/** At the same time, each waiting for its answers. */
const VISITORS = 4;

/** Guests who come through nginx one after the other: the page, the list, a picture, a guest token. */
export function startVisitors({ origin, sessionId, slug, relay }: Scaled): Visitors {
  const failures: string[] = [];
  let calls = 0;
  const leaving = new AbortController();
  const call = async (path: string, init: RequestInit = {}): Promise<void> => {
    const what = `${init.method ?? 'GET'} ${path}`;
    calls += 1;
    try {
      const reply = await fetch(new URL(path, origin), init);
      await reply.arrayBuffer();
      if (!reply.ok) failures.push(`${what} answered ${reply.status}`);
    } catch (error) {
      failures.push(`${what} failed: ${String(error)}`);
    }
  };
  const visit = async (): Promise<void> => {
    await call(`/g/${slug}`);
    await call(`/api/photos?sessionId=${sessionId}`);
    await call(`/api/sessions/${sessionId}/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    const [photo] = await relay.photos().catch(() => []);
    if (photo !== undefined) await call(photo.renditions.thumb.url);
  };
  const visitors = Array.from({ length: VISITORS }, async () => {
    while (!leaving.signal.aborted) await visit();
  });
  return {
    async stop() {
      leaving.abort();
      await Promise.all(visitors);
      return { calls, failures };
    },
  };
}
