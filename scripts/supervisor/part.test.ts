import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Part, type Patience } from './part.ts';

let folder: string;
let part: Part<'engine_ready'>;
let said: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'part-'));
  said = [];
});

afterEach(async () => {
  part.kill();
  await part.stop();
  await rm(folder, { recursive: true, force: true });
});

const sign = (name: string) => path.join(folder, name);

function newPart(patience: Partial<Patience> = {}): Part<'engine_ready'> {
  return new Part({
    program: {
      name: 'engine',
      command: process.execPath,
      args: [
        path.join(import.meta.dirname, 'testing/fake-part.ts'),
        ...['crash', 'silent', 'deaf'].map(sign),
      ],
      readyType: 'engine_ready',
      hasWindow: false,
    },
    settings: () => ({}),
    say: (line) => said.push(line),
    patience: { start: 60_000, drain: 60_000, well: 60_000, ...patience },
  });
}

async function untilSaid(pattern: RegExp, times = 1): Promise<string[]> {
  for (;;) {
    const found = said.filter((line) => pattern.test(line));
    if (found.length >= times) return found;
    await sleep(10);
  }
}

/** Seconds, in the order in which they were said. */
const delays = () =>
  said.flatMap((line) => /starting it again in ([\d.]+) s/.exec(line)?.[1] ?? []).map(Number);

describe('a part that keeps crashing', () => {
  it('is started again after growing delays, and goes on once it is well', async () => {
    part = newPart();
    await part.start();
    await writeFile(sign('crash'), '');
    process.kill(part.pid, 'SIGKILL');
    await untilSaid(/exit code 3/, 2);
    const [first = 0, second = 0, third = 0] = delays();
    expect(first).toBeLessThanOrEqual(0.3);
    expect(second).toBeGreaterThanOrEqual(0.2);
    expect(third).toBeGreaterThanOrEqual(0.5);
    await rm(sign('crash'));
    await untilSaid(/is running again/);
  });

  it('is trusted again after it was well for a while', async () => {
    part = newPart({ well: 0 });
    await part.start();
    for (const times of [1, 2, 3, 4]) {
      process.kill(part.pid, 'SIGKILL');
      await untilSaid(/is running again/, times);
    }
    expect(Math.max(...delays())).toBeLessThanOrEqual(0.3);
  });
});

describe('a part that hangs', () => {
  it('while it starts is killed and counts as one that could not start', async () => {
    await writeFile(sign('silent'), '');
    part = newPart({ start: 300 });
    await expect(part.start()).rejects.toThrow('The engine could not start (SIGKILL).');
  });

  it('while it restarts is killed and started again', async () => {
    part = newPart({ start: 1_500 });
    await part.start();
    await writeFile(sign('silent'), '');
    process.kill(part.pid, 'SIGKILL');
    await untilSaid(/starting it again/, 2);
    await rm(sign('silent'));
    await untilSaid(/is running again/);
  });

  it('while it stops is killed', async () => {
    await writeFile(sign('deaf'), '');
    part = newPart({ drain: 200 });
    await part.start();
    const { pid } = part;
    await part.stop();
    expect(said).toEqual(['The engine did not end in time and was killed.']);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
