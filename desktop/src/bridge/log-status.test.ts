import { expect, test } from 'vitest';
import type { BridgeEvent } from './contract.ts';
import { logStatus } from './log-status.ts';
import { sampleStatus } from './testing/samples.ts';

test('the log says how it goes whenever that changes, and not with every photo', () => {
  const lines: unknown[] = [];
  const listeners = new Set<(event: BridgeEvent) => void>();
  const stop = logStatus(
    {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    { info: (msg, facts) => void lines.push({ msg, ...facts }) },
  );
  const tell = (status: ReturnType<typeof sampleStatus>): void => {
    for (const listener of listeners) listener({ type: 'status', status });
  };
  const calm = sampleStatus({});
  tell(calm);
  tell({ ...calm, counts: { ...calm.counts, seen: calm.counts.seen + 1 } });
  expect(lines).toHaveLength(1);
  tell({ ...calm, alerts: [{ code: 'disk_full', message: 'The disk is full.' }] });
  expect(lines[1]).toMatchObject({ msg: 'status', alerts: [{ code: 'disk_full' }] });
  expect(JSON.stringify(lines)).not.toContain(calm.session.galleryUrl);
  stop();
  expect(listeners.size).toBe(0);
});
