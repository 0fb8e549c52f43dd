import { lstat, open, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { Files } from './inspect.ts';
import { setSettling } from './testing/settling.ts';

const stage = setSettling();

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

describe('a file that the system does not give out', () => {
  it('is reported with what to do, and accepted once it may be read', async () => {
    const { files, state } = failingFiles('EACCES');
    stage.start({ files, timing: { patience: 150, recheck: 50 } });
    await writeFile(join(stage.root, 'a.jpg'), stage.photograph);
    stage.settler?.offer(stage.candidate('a.jpg'));
    expect((await stage.outcomesOf(1))[0]).toMatchObject({
      kind: 'incomplete',
      signature: { size: stage.photograph.length },
    });
    expect(stage.reasons()).toEqual([expect.stringMatching(/permission/u)]);
    await sleep(200);
    expect(stage.outcomes).toHaveLength(1);
    state.failing = false;
    expect((await stage.outcomesOf(2))[1]?.kind).toBe('complete');
  });

  it('is reported once, also when it is deleted afterwards', async () => {
    const { files } = failingFiles('EACCES');
    stage.start({ files, timing: { patience: 150, recheck: 50 } });
    await writeFile(join(stage.root, 'a.jpg'), stage.photograph);
    stage.settler?.offer(stage.candidate('a.jpg'));
    await stage.outcomesOf(1);
    await unlink(join(stage.root, 'a.jpg'));
    await vi.waitFor(() => expect(stage.settler?.pending()).toBe(0));
    expect(stage.outcomes.map(({ kind }) => kind)).toEqual(['incomplete']);
  });

  it('is tried again while too many files are open, without a word', async () => {
    const { files, state } = failingFiles('EMFILE');
    stage.start({ files });
    await writeFile(join(stage.root, 'a.jpg'), stage.photograph);
    stage.settler?.offer(stage.candidate('a.jpg'));
    await vi.waitFor(() => expect(state.opens).toBeGreaterThan(3));
    expect(stage.outcomes).toEqual([]);
    state.failing = false;
    expect((await stage.outcomesOf(1))[0]?.kind).toBe('complete');
  });

  it.each(['EMFILE', 'EIO', 'EBUSY'])('is reported when %s does not pass', async (code) => {
    const { files } = failingFiles(code);
    stage.start({ files, timing: { troublePatience: 150 } });
    await writeFile(join(stage.root, 'a.jpg'), stage.photograph);
    stage.settler?.offer(stage.candidate('a.jpg'));
    expect((await stage.outcomesOf(1))[0]).toMatchObject({ kind: 'incomplete' });
  });
});

describe('a torn file', () => {
  it('is reported once, also when it is offered again whenever it is looked into', async () => {
    const files: Files = {
      lstat,
      open: async (...args) => {
        if (stage.outcomes.length === 0) stage.settler?.offer(stage.candidate('a.jpg'));
        return open(...args);
      },
    };
    stage.start({ files, timing: { patience: 150 } });
    await writeFile(join(stage.root, 'a.jpg'), stage.photograph.subarray(0, -10));
    stage.settler?.offer(stage.candidate('a.jpg'));
    await stage.outcomesOf(1);
    await sleep(400);
    expect(stage.outcomes.map(({ kind }) => kind)).toEqual(['incomplete']);
  });
});

describe('an outcome that could not be recorded', () => {
  it('is told again, and its room is given back meanwhile', async () => {
    const releases = vi.fn();
    const errors: unknown[] = [];
    let refusing = true;
    stage.start({
      admit: async () => releases,
      onError: (error) => errors.push(error),
      onOutcome: (outcome) => {
        if (refusing) throw new Error('the ledger is full');
        stage.outcomes.push(outcome);
      },
    });
    await writeFile(join(stage.root, 'a.jpg'), stage.photograph);
    stage.settler?.offer(stage.candidate('a.jpg'));
    await vi.waitFor(() => expect(errors).toHaveLength(1));
    expect(releases).toHaveBeenCalledOnce();
    refusing = false;
    expect((await stage.outcomesOf(1))[0]?.kind).toBe('complete');
  });
});
