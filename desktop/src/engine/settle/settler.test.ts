import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, open, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Files } from './inspect.ts';
import type { Candidate, SettleOutcome } from './outcome.ts';
import { createSettler, type Settler, type SettlerOptions } from './settler.ts';
import { cameraPhotograph, scanStart, withSegment } from './testing/pictures.ts';

let photograph: Buffer;
let root: string;
let settler: Settler | undefined;
let outcomes: SettleOutcome[];

beforeAll(async () => {
  photograph = await cameraPhotograph(21, 640, 480);
});

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'settler-'));
  outcomes = [];
});

afterEach(async () => {
  await settler?.stop();
  await rm(root, { recursive: true, force: true });
});

function start(options: Partial<SettlerOptions> = {}): Settler {
  settler = createSettler({
    admit: async () => () => undefined,
    onOutcome: (outcome) => outcomes.push(outcome),
    ...options,
  });
  return settler;
}

function candidate(path: string, seenAt = Date.now()): Candidate {
  return { hotFolderId: 'folder', path, absolutePath: join(root, path), seenAt };
}

async function outcomesOf(count: number): Promise<SettleOutcome[]> {
  const enough = () => expect(outcomes.length).toBeGreaterThanOrEqual(count);
  await vi.waitFor(enough, { timeout: 15_000, interval: 5 });
  return outcomes;
}

const reasons = () => outcomes.flatMap((outcome) => ('reason' in outcome ? [outcome.reason] : []));

/** The real file system with `open` failing as long as it is told to. */
function failingFiles(code: string) {
  const state = { failing: true, opens: 0 };
  const failingOpen: Files['open'] = async (...args) => {
    state.opens += 1;
    if (!state.failing) return open(...args);
    throw Object.assign(new Error(code), { code, syscall: 'open' });
  };
  const files: Files = { lstat, open: failingOpen };
  return { files, state };
}

describe('a complete photograph', () => {
  it('comes as one buffer with its signature and the time of its last byte', async () => {
    const began = Date.now();
    start();
    await writeFile(join(root, 'a.jpg'), photograph);
    settler?.offer(candidate('a.jpg', began));
    const [outcome] = await outcomesOf(1);
    const stats = await lstat(join(root, 'a.jpg'));
    expect(outcome).toMatchObject({
      kind: 'complete',
      file: {
        format: 'jpeg',
        candidate: { path: 'a.jpg' },
        signature: { size: photograph.length, mtimeMs: stats.mtimeMs, ino: stats.ino },
        completeAt: Math.round(stats.mtimeMs),
      },
    });
    expect(outcome?.kind === 'complete' && outcome.file.bytes.equals(photograph)).toBe(true);
    expect(settler?.pending()).toBe(0);
  });

  it('is read when there is room for it, and its room is given back once', async () => {
    const { promise, resolve } = Promise.withResolvers<() => void>();
    const asked: number[] = [];
    const release = vi.fn();
    start({
      admit: (bytes) => {
        asked.push(bytes);
        return promise;
      },
    });
    await writeFile(join(root, 'a.jpg'), photograph);
    settler?.offer(candidate('a.jpg'));
    await vi.waitFor(() => expect(asked).toEqual([photograph.length]));
    await sleep(50);
    expect(outcomes).toEqual([]);
    resolve(release);
    const [outcome] = await outcomesOf(1);
    expect(release).not.toHaveBeenCalled();
    if (outcome?.kind === 'complete') outcome.release();
    expect(release).toHaveBeenCalledOnce();
  });

  it('is read anew when it changed while it waited for room', async () => {
    const longer = withSegment(photograph, 0xef, Buffer.alloc(1000, 1));
    const { promise, resolve } = Promise.withResolvers<() => void>();
    const release = vi.fn();
    const admit = vi.fn<SettlerOptions['admit']>(async () => () => undefined);
    admit.mockImplementationOnce(() => promise);
    start({ admit });
    await writeFile(join(root, 'a.jpg'), photograph);
    settler?.offer(candidate('a.jpg'));
    await vi.waitFor(() => expect(admit).toHaveBeenCalledOnce());
    await writeFile(join(root, 'a.jpg'), longer);
    resolve(release);
    const [outcome] = await outcomesOf(1);
    expect(outcome?.kind === 'complete' && outcome.file.bytes.equals(longer)).toBe(true);
    expect(release).toHaveBeenCalledOnce();
  });

  it('is settled once, however often it is offered, until it was released', async () => {
    start();
    await writeFile(join(root, 'a.jpg'), photograph);
    for (let offer = 0; offer < 5; offer += 1) settler?.offer(candidate('a.jpg'));
    const [outcome] = await outcomesOf(1);
    expect(settler?.holds(join(root, 'a.jpg'))).toBe(true);
    settler?.offer(candidate('a.jpg'));
    await sleep(150);
    expect(outcomes).toHaveLength(1);
    if (outcome?.kind === 'complete') outcome.release();
    expect(settler?.holds(join(root, 'a.jpg'))).toBe(false);
    settler?.offer(candidate('a.jpg'));
    await outcomesOf(2);
  });

  it('is settled anew when it was offered while it was read and has changed since', async () => {
    const longer = withSegment(photograph, 0xef, Buffer.alloc(1000, 1));
    start({
      admit: async () => {
        if (outcomes.length === 0) settler?.offer(candidate('a.jpg'));
        return () => undefined;
      },
      onOutcome: (outcome) => {
        outcomes.push(outcome);
        if (outcomes.length === 1) writeFileSync(join(root, 'a.jpg'), longer);
      },
    });
    await writeFile(join(root, 'a.jpg'), photograph);
    settler?.offer(candidate('a.jpg'));
    const [, second] = await outcomesOf(2);
    expect(second?.kind === 'complete' && second.file.bytes.equals(longer)).toBe(true);
  });

  it('followed by bytes nobody knows waits a little and is accepted', async () => {
    start();
    const trailing = Buffer.concat([photograph, Buffer.from('\0\0\0\x18ftypmp42 and a film')]);
    await writeFile(join(root, 'motion.jpg'), trailing);
    settler?.offer(candidate('motion.jpg'));
    const [outcome] = await outcomesOf(1);
    expect(outcome?.kind === 'complete' && outcome.file.bytes.equals(trailing)).toBe(true);
  });

  it('is one of hundreds that were there before, all of them accepted', async () => {
    const open4 = { now: 0, most: 0 };
    const files: Files = {
      lstat,
      open: async (...args) => {
        const handle = await open(...args);
        open4.now += 1;
        open4.most = Math.max(open4.most, open4.now);
        const close = handle.close.bind(handle);
        handle.close = async () => {
          await close();
          open4.now -= 1;
        };
        return handle;
      },
    };
    start({ files });
    const names = Array.from({ length: 300 }, (_, index) => `${index}.jpg`);
    await Promise.all(names.map((name) => writeFile(join(root, name), photograph)));
    for (const name of names) settler?.offer(candidate(name));
    await outcomesOf(300);
    expect(outcomes.every(({ kind }) => kind === 'complete')).toBe(true);
    expect(open4.most).toBeLessThanOrEqual(4);
    expect(open4.now).toBe(0);
  });
});

describe('what is not a photograph to publish', () => {
  it('is reported with its format and a reason', async () => {
    start();
    await writeFile(join(root, 'a.mp4'), Buffer.from('\0\0\0\x0cftypisom', 'latin1'));
    settler?.offer(candidate('a.mp4'));
    expect((await outcomesOf(1))[0]).toMatchObject({
      kind: 'unsupported',
      format: 'video',
      signature: { size: 12 },
    });
    expect(reasons()).toEqual([expect.stringMatching(/Videos/u)]);
  });

  it('is too large to be read at once', async () => {
    start({ maxBytes: 1000 });
    await writeFile(join(root, 'a.jpg'), photograph);
    settler?.offer(candidate('a.jpg'));
    expect((await outcomesOf(1))[0]).toMatchObject({
      kind: 'unsupported',
      format: 'jpeg',
    });
    expect(reasons()).toEqual([expect.stringMatching(/too large/u)]);
  });

  it('is gone: deleted, a folder, a link or a pipe', async () => {
    start();
    await writeFile(join(root, 'real.jpg'), photograph);
    await symlink(join(root, 'real.jpg'), join(root, 'link.jpg'));
    await mkdir(join(root, 'folder.jpg'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(root, 'pipe.jpg')]);
    const names = ['never.jpg', 'link.jpg', 'folder.jpg', 'pipe.jpg'];
    for (const name of names) settler?.offer(candidate(name));
    await outcomesOf(names.length);
    expect(outcomes.map(({ kind }) => kind)).toEqual(names.map(() => 'gone'));
  });

  it('is gone when it is deleted while it arrives, with the inode it had', async () => {
    start();
    const path = join(root, 'a.jpg');
    await writeFile(path, photograph.subarray(0, 5000));
    const { ino } = await lstat(path);
    settler?.offer(candidate('a.jpg'));
    await sleep(100);
    await unlink(path);
    expect((await outcomesOf(1))[0]).toMatchObject({ kind: 'gone', ino });
  });
});

describe('a file that the system does not give out', () => {
  it('is reported with what to do, and accepted once it may be read', async () => {
    const { files, state } = failingFiles('EACCES');
    start({ files, timing: { patience: 150, recheck: 50 } });
    await writeFile(join(root, 'a.jpg'), photograph);
    settler?.offer(candidate('a.jpg'));
    expect((await outcomesOf(1))[0]).toMatchObject({
      kind: 'incomplete',
      signature: { size: photograph.length },
    });
    expect(reasons()).toEqual([expect.stringMatching(/permission/u)]);
    await sleep(200);
    expect(outcomes).toHaveLength(1);
    state.failing = false;
    expect((await outcomesOf(2))[1]?.kind).toBe('complete');
  });

  it('is reported once, also when it is deleted afterwards', async () => {
    const { files } = failingFiles('EACCES');
    start({ files, timing: { patience: 150, recheck: 50 } });
    await writeFile(join(root, 'a.jpg'), photograph);
    settler?.offer(candidate('a.jpg'));
    await outcomesOf(1);
    await unlink(join(root, 'a.jpg'));
    await vi.waitFor(() => expect(settler?.pending()).toBe(0));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['incomplete']);
  });

  it('is tried again while too many files are open, without a word', async () => {
    const { files, state } = failingFiles('EMFILE');
    start({ files });
    await writeFile(join(root, 'a.jpg'), photograph);
    settler?.offer(candidate('a.jpg'));
    await vi.waitFor(() => expect(state.opens).toBeGreaterThan(3));
    expect(outcomes).toEqual([]);
    state.failing = false;
    expect((await outcomesOf(1))[0]?.kind).toBe('complete');
  });

  it.each(['EMFILE', 'EIO', 'EBUSY'])('is reported when %s does not pass', async (code) => {
    const { files } = failingFiles(code);
    start({ files, timing: { troublePatience: 150 } });
    await writeFile(join(root, 'a.jpg'), photograph);
    settler?.offer(candidate('a.jpg'));
    expect((await outcomesOf(1))[0]).toMatchObject({ kind: 'incomplete' });
  });
});

describe('a torn file', () => {
  it('is reported once, also when it is offered again whenever it is looked into', async () => {
    const files: Files = {
      lstat,
      open: async (...args) => {
        if (outcomes.length === 0) settler?.offer(candidate('a.jpg'));
        return open(...args);
      },
    };
    start({ files, timing: { patience: 150 } });
    await writeFile(join(root, 'a.jpg'), photograph.subarray(0, -10));
    settler?.offer(candidate('a.jpg'));
    await outcomesOf(1);
    await sleep(400);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['incomplete']);
  });
});

describe('an outcome that could not be recorded', () => {
  it('is told again, and its room is given back meanwhile', async () => {
    const releases = vi.fn();
    const errors: unknown[] = [];
    let refusing = true;
    start({
      admit: async () => releases,
      onError: (error) => errors.push(error),
      onOutcome: (outcome) => {
        if (refusing) throw new Error('the ledger is full');
        outcomes.push(outcome);
      },
    });
    await writeFile(join(root, 'a.jpg'), photograph);
    settler?.offer(candidate('a.jpg'));
    await vi.waitFor(() => expect(errors).toHaveLength(1));
    expect(releases).toHaveBeenCalledOnce();
    refusing = false;
    expect((await outcomesOf(1))[0]?.kind).toBe('complete');
  });
});

describe('stopping', () => {
  it('says nothing more, gives back room and closes files, even while it waits for room', async () => {
    const { promise, resolve } = Promise.withResolvers<() => void>();
    const release = vi.fn();
    const admit = vi.fn(() => promise);
    start({ admit });
    await writeFile(join(root, 'a.jpg'), photograph);
    await writeFile(join(root, 'b.jpg'), photograph.subarray(0, scanStart(photograph) + 10));
    for (const name of ['a.jpg', 'b.jpg', 'never.jpg']) settler?.offer(candidate(name));
    await vi.waitFor(() => expect(admit).toHaveBeenCalled());
    outcomes.length = 0;
    await settler?.stop();
    expect(settler?.pending()).toBe(0);
    settler?.offer(candidate('a.jpg'));
    resolve(release);
    await sleep(100);
    expect(release).toHaveBeenCalledTimes(admit.mock.calls.length);
    expect(outcomes).toEqual([]);
  });
});
