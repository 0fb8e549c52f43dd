import { PictureLiveError } from '@picture-live/shared/errors';
import { describe, expect, it, vi } from 'vitest';
import { dispatch } from './dispatch.ts';
import type { ShellHandlers } from './host.ts';
import { sampleShot, sampleStatus } from './testing/samples.ts';
import { scriptedEngine } from './testing/scripted-engine.ts';

function handlers(told: Partial<ShellHandlers> = {}): ShellHandlers {
  return {
    ...scriptedEngine().handlers,
    capabilities: async () => ({ shell: 'headless', revealInFolder: false }),
    revealShot: async () => null,
    chooseFolder: async () => ({ path: null }),
    ...told,
  };
}

describe('dispatch', () => {
  it('gives the reply of the call that was named', async () => {
    const outcome = await dispatch(handlers(), 'status', null);
    expect(outcome).toEqual({ ok: true, value: sampleStatus() });
  });

  it.each(['nothing', 'constructor', '__proto__', 'toString', ''])(
    'knows no call "%s"',
    async (name) => {
      const outcome = await dispatch(handlers(), name, null);
      expect(outcome).toMatchObject({ ok: false, error: { code: 'not_found' } });
    },
  );

  it('does not let a wrong input through to the engine', async () => {
    const listShots = vi.fn(handlers().listShots);
    const input = { before: null, limit: 100_000, states: ['lost'] };
    const outcome = await dispatch(handlers({ listShots }), 'listShots', input);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'invalid_request' } });
    expect(listShots).not.toHaveBeenCalled();
  });

  it('passes on what a person can act on', async () => {
    const retryShot = async () => {
      throw new PictureLiveError('not_found', 'The file is gone from its folder.');
    };
    const outcome = await dispatch(handlers({ retryShot }), 'retryShot', { shotId: 'x' });
    expect(outcome).toEqual({
      ok: false,
      error: { code: 'not_found', message: 'The file is gone from its folder.' },
    });
  });

  it('tells a stranger nothing of the insides, and the log everything', async () => {
    const fault = new Error('SQLITE_CORRUPT in /home/jane/ledger.sqlite');
    const report = vi.fn();
    const status = async () => {
      throw fault;
    };
    const outcome = await dispatch(handlers({ status }), 'status', null, report);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(outcome)).not.toContain('jane');
    expect(report).toHaveBeenCalledWith('status', fault);
  });

  it('stops a reply that breaks the contract', async () => {
    const report = vi.fn();
    const listShots = async () => ({ shots: [sampleShot(1, { revision: 1.5 })], more: false });
    const input = { before: null, limit: 10, states: null };
    const outcome = await dispatch(handlers({ listShots }), 'listShots', input, report);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(report).toHaveBeenCalledOnce();
  });
});
