import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLine, watchSleep } from './sleep.ts';

let stopping: AbortController;
beforeEach(() => {
  stopping = new AbortController();
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  stopping.abort();
  vi.useRealTimers();
});

function watched() {
  const woke = vi.fn<() => void>();
  watchSleep(Date.now, woke, stopping.signal);
  return woke;
}

it('says that the computer was asleep, once for each time', () => {
  const woke = watched();
  vi.advanceTimersByTime(30_000);
  expect(woke).not.toHaveBeenCalled();
  vi.setSystemTime(Date.now() + 8 * 3_600_000);
  vi.advanceTimersByTime(30_000);
  expect(woke).toHaveBeenCalledOnce();
});

it.each([
  { what: 'a computer that is only busy', ms: 5_000 },
  { what: 'a clock that was set back', ms: -3_600_000 },
])('does not take $what for one that slept', ({ ms }) => {
  const woke = watched();
  vi.advanceTimersByTime(2_000);
  vi.setSystemTime(Date.now() + ms);
  vi.advanceTimersByTime(2_000);
  expect(woke).not.toHaveBeenCalled();
});

it('looks no more once it has ended', () => {
  watched();
  stopping.abort();
  expect(vi.getTimerCount()).toBe(0);
});

it('gives up calls under way, and makes those after them', async () => {
  vi.useRealTimers();
  let answers = false;
  const server: Server = createServer((_request, response) => {
    if (answers) response.end('well');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const line = createLine();
    const silent = line.fetch(url);
    server.once('request', () => line.drop('It slept.'));
    await expect(silent).rejects.toThrow('It slept.');
    answers = true;
    expect(await (await line.fetch(url)).text()).toBe('well');
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

it('takes no connection of before a sleep for what comes after it', async () => {
  vi.useRealTimers();
  const connections = new Set<unknown>();
  const server = createServer((request, response) => {
    connections.add(request.socket);
    response.end('well');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const line = createLine();
    /** @returns whether it went over a connection that was there. */
    const ask = async (): Promise<boolean> => {
      const known = connections.size;
      await (await line.fetch(url)).text();
      return connections.size === known;
    };
    await expect.poll(ask, { timeout: 20_000 }).toBe(true);
    // Until the connection is back in the pool; one that is not would prove nothing.
    await sleep(200);
    line.drop('It slept.');
    expect(await ask()).toBe(false);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
