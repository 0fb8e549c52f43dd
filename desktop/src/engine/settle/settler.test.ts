import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { lstat, mkdir, open, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { Files } from './inspect.ts';
import type { SettlerOptions } from './settler.ts';
import { scanStart, withSegment } from './testing/pictures.ts';
import { setSettling } from './testing/settling.ts';

const stage = setSettling();

describe('a complete photograph', () => {
  it('comes as one buffer with its signature and the time of its last byte', async () => {
    const began = Date.now();
    stage.start();
    await writeFile(join(stage.root, 'a.jpg'), stage.photograph);
    stage.settler?.offer(stage.candidate('a.jpg', began));
    const [outcome] = await stage.outcomesOf(1);
    const stats = await lstat(join(stage.root, 'a.jpg'));
    expect(outcome).toMatchObject({
      kind: 'complete',
      file: {
        format: 'jpeg',
        candidate: { path: 'a.jpg' },
        signature: { size: stage.photograph.length, mtimeMs: stats.mtimeMs, ino: stats.ino },
        completeAt: Math.round(stats.mtimeMs),
      },
    });
    expect(outcome?.kind === 'complete' && outcome.file.bytes.equals(stage.photograph)).toBe(true);
    expect(stage.settler?.pending()).toBe(0);
  });

  it('is read when there is room for it, and its room is given back once', async () => {
    const { promise, resolve } = Promise.withResolvers<() => void>();
    const asked: number[] = [];
    const release = vi.fn();
    stage.start({
      admit: (bytes) => {
        asked.push(bytes);
        return promise;
      },
    });
    await writeFile(join(stage.root, 'a.jpg'), stage.photograph);
    stage.settler?.offer(stage.candidate('a.jpg'));
    await vi.waitFor(() => expect(asked).toEqual([stage.photograph.length]));
    await sleep(50);
    expect(stage.outcomes).toEqual([]);
    resolve(release);
    const [outcome] = await stage.outcomesOf(1);
    expect(release).not.toHaveBeenCalled();
    if (outcome?.kind === 'complete') outcome.release();
    expect(release).toHaveBeenCalledOnce();
  });

  it('is read anew when it changed while it waited for room', async () => {
    const longer = withSegment(stage.photograph, 0xef, Buffer.alloc(1000, 1));
    const { promise, resolve } = Promise.withResolvers<() => void>();
    const release = vi.fn();
    const admit = vi.fn<SettlerOptions['admit']>(async () => () => undefined);
    admit.mockImplementationOnce(() => promise);
    stage.start({ admit });
    await writeFile(join(stage.root, 'a.jpg'), stage.photograph);
    stage.settler?.offer(stage.candidate('a.jpg'));
    await vi.waitFor(() => expect(admit).toHaveBeenCalledOnce());
    await writeFile(join(stage.root, 'a.jpg'), longer);
    resolve(release);
    const [outcome] = await stage.outcomesOf(1);
    expect(outcome?.kind === 'complete' && outcome.file.bytes.equals(longer)).toBe(true);
    expect(release).toHaveBeenCalledOnce();
  });

  it('is settled once, however often it is offered, until it was released', async () => {
    stage.start();
    await writeFile(join(stage.root, 'a.jpg'), stage.photograph);
    for (let offer = 0; offer < 5; offer += 1) stage.settler?.offer(stage.candidate('a.jpg'));
    const [outcome] = await stage.outcomesOf(1);
    expect(stage.settler?.holds(join(stage.root, 'a.jpg'))).toBe(true);
    stage.settler?.offer(stage.candidate('a.jpg'));
    await sleep(150);
    expect(stage.outcomes).toHaveLength(1);
    if (outcome?.kind === 'complete') outcome.release();
    expect(stage.settler?.holds(join(stage.root, 'a.jpg'))).toBe(false);
    stage.settler?.offer(stage.candidate('a.jpg'));
    await stage.outcomesOf(2);
  });

  it('is settled anew when it was offered while it was read and has changed since', async () => {
    const longer = withSegment(stage.photograph, 0xef, Buffer.alloc(1000, 1));
    stage.start({
      admit: async () => {
        if (stage.outcomes.length === 0) stage.settler?.offer(stage.candidate('a.jpg'));
        return () => undefined;
      },
      onOutcome: (outcome) => {
        stage.outcomes.push(outcome);
        if (stage.outcomes.length === 1) writeFileSync(join(stage.root, 'a.jpg'), longer);
      },
    });
    await writeFile(join(stage.root, 'a.jpg'), stage.photograph);
    stage.settler?.offer(stage.candidate('a.jpg'));
    const [, second] = await stage.outcomesOf(2);
    expect(second?.kind === 'complete' && second.file.bytes.equals(longer)).toBe(true);
  });

  it('followed by bytes nobody knows waits a little and is accepted', async () => {
    stage.start();
    const trailing = Buffer.concat([
      stage.photograph,
      Buffer.from('\0\0\0\x18ftypmp42 and a film'),
    ]);
    await writeFile(join(stage.root, 'motion.jpg'), trailing);
    stage.settler?.offer(stage.candidate('motion.jpg'));
    const [outcome] = await stage.outcomesOf(1);
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
    stage.start({ files });
    const names = Array.from({ length: 300 }, (_, index) => `${index}.jpg`);
    await Promise.all(names.map((name) => writeFile(join(stage.root, name), stage.photograph)));
    for (const name of names) stage.settler?.offer(stage.candidate(name));
    await stage.outcomesOf(300);
    expect(stage.outcomes.every(({ kind }) => kind === 'complete')).toBe(true);
    expect(open4.most).toBeLessThanOrEqual(4);
    expect(open4.now).toBe(0);
  });
});

describe('what is not a photograph to publish', () => {
  it('is reported with its format and a reason', async () => {
    stage.start();
    await writeFile(join(stage.root, 'a.mp4'), Buffer.from('\0\0\0\x0cftypisom', 'latin1'));
    stage.settler?.offer(stage.candidate('a.mp4'));
    expect((await stage.outcomesOf(1))[0]).toMatchObject({
      kind: 'unsupported',
      format: 'video',
      signature: { size: 12 },
    });
    expect(stage.reasons()).toEqual([expect.stringMatching(/Videos/u)]);
  });

  it('is too large to be read at once', async () => {
    stage.start({ maxBytes: 1000 });
    await writeFile(join(stage.root, 'a.jpg'), stage.photograph);
    stage.settler?.offer(stage.candidate('a.jpg'));
    expect((await stage.outcomesOf(1))[0]).toMatchObject({
      kind: 'unsupported',
      format: 'jpeg',
    });
    expect(stage.reasons()).toEqual([expect.stringMatching(/too large/u)]);
  });

  it('is gone: deleted, a folder, a link or a pipe', async () => {
    stage.start();
    await writeFile(join(stage.root, 'real.jpg'), stage.photograph);
    await symlink(join(stage.root, 'real.jpg'), join(stage.root, 'link.jpg'));
    await mkdir(join(stage.root, 'folder.jpg'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(stage.root, 'pipe.jpg')]);
    const names = ['never.jpg', 'link.jpg', 'folder.jpg', 'pipe.jpg'];
    for (const name of names) stage.settler?.offer(stage.candidate(name));
    await stage.outcomesOf(names.length);
    expect(stage.outcomes.map(({ kind }) => kind)).toEqual(names.map(() => 'gone'));
  });

  it('is gone when it is deleted while it arrives, with the inode it had', async () => {
    stage.start();
    const path = join(stage.root, 'a.jpg');
    await writeFile(path, stage.photograph.subarray(0, 5000));
    const { ino } = await lstat(path);
    stage.settler?.offer(stage.candidate('a.jpg'));
    await sleep(100);
    await unlink(path);
    expect((await stage.outcomesOf(1))[0]).toMatchObject({ kind: 'gone', ino });
  });
});

describe('stopping', () => {
  it('says nothing more, gives back room and closes files, even while it waits for room', async () => {
    const { promise, resolve } = Promise.withResolvers<() => void>();
    const release = vi.fn();
    const admit = vi.fn(() => promise);
    stage.start({ admit });
    await writeFile(join(stage.root, 'a.jpg'), stage.photograph);
    await writeFile(
      join(stage.root, 'b.jpg'),
      stage.photograph.subarray(0, scanStart(stage.photograph) + 10),
    );
    for (const name of ['a.jpg', 'b.jpg', 'never.jpg']) stage.settler?.offer(stage.candidate(name));
    await vi.waitFor(() => expect(admit).toHaveBeenCalled());
    stage.outcomes.length = 0;
    await stage.settler?.stop();
    expect(stage.settler?.pending()).toBe(0);
    stage.settler?.offer(stage.candidate('a.jpg'));
    resolve(release);
    await sleep(100);
    expect(release).toHaveBeenCalledTimes(admit.mock.calls.length);
    expect(stage.outcomes).toEqual([]);
  });
});
