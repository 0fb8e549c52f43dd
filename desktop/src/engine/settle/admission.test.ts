import { expect, it } from 'vitest';
import { admitUnlessAborted } from './admission.ts';

it('passes on the room that is given', async () => {
  const asked: number[] = [];
  const release = () => undefined;
  const admit = async (bytes: number) => {
    asked.push(bytes);
    return release;
  };
  const given = await admitUnlessAborted(admit, 42, new AbortController().signal);
  expect(given).toBe(release);
  expect(asked).toEqual([42]);
});

it('ends the wait when the engine stops, and gives back room that comes too late', async () => {
  const { promise, resolve } = Promise.withResolvers<() => void>();
  const stopping = new AbortController();
  const waiting = admitUnlessAborted(() => promise, 42, stopping.signal);
  stopping.abort();
  await expect(waiting).rejects.toThrow('aborted');
  let released = 0;
  resolve(() => (released += 1));
  await promise;
  await Promise.resolve();
  expect(released).toBe(1);
});

it('asks for nothing once the engine has stopped', async () => {
  let asked = 0;
  const admit = async () => {
    asked += 1;
    return () => undefined;
  };
  await expect(admitUnlessAborted(admit, 1, AbortSignal.abort())).rejects.toThrow('aborted');
  expect(asked).toBe(0);
});
