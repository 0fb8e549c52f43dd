import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createLane } from './lane.ts';

/** Jobs that end when told. */
function openJobs() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const job = (name: string) => async () => {
    begun.push(name);
    await new Promise<void>((resolve) => ends.set(name, resolve));
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await sleep(1);
  };
  return { begun, job, end };
}

it('runs no more jobs at once than it may, fresh shots before the backlog, each in order', async () => {
  const { begun, job, end } = openJobs();
  const lane = createLane(2);
  for (const name of ['old 1', 'old 2', 'old 3', 'old 4']) lane.add(job(name), false);
  for (const name of ['new 1', 'new 2']) lane.add(job(name), true);
  expect(begun).toEqual(['old 1', 'old 2']);
  await end('old 2');
  await end('old 1');
  expect(begun).toEqual(['old 1', 'old 2', 'new 1', 'new 2']);
  await end('new 1');
  await end('new 2');
  expect(begun.slice(4)).toEqual(['old 3', 'old 4']);
});

it('stops when what runs has ended, and begins nothing more', async () => {
  const { begun, job, end } = openJobs();
  const lane = createLane(1);
  lane.add(job('running'), true);
  lane.add(job('waiting'), true);
  let stopped = false;
  const stopping = lane.stop().then(() => (stopped = true));
  lane.add(job('late'), true);
  await sleep(1);
  expect(stopped).toBe(false);
  await end('running');
  await stopping;
  expect(begun).toEqual(['running']);
});
