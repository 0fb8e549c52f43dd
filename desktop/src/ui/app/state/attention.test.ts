import { describe, expect, it } from 'vitest';
import { sampleFailure, sampleId, sampleShot } from '../../../bridge/testing/samples.ts';
import { attentionGroups } from './attention.ts';

const RAW = 'RAW photographs are not published yet: shoot RAW+JPEG or export a JPEG.';
const cut = (arrived: string) =>
  `The file stops in the middle (${arrived} arrived). If the transfer was cut, copy it again.`;

describe('attentionGroups', () => {
  it('tells two hundred RAW files in one line', () => {
    const raws = Array.from({ length: 200 }, (_, n) =>
      sampleFailure(n, { state: 'unpublished', reason: RAW }),
    );
    const groups = attentionGroups(raws);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ kind: 'unpublished', reason: RAW });
    expect(groups[0]?.ids).toHaveLength(200);
  });

  it('takes the same trouble with another amount for the same trouble', () => {
    const shots = [
      sampleFailure(2, { reason: cut('3.2 MB') }),
      sampleFailure(1, { reason: cut('120 KB') }),
    ];
    expect(attentionGroups(shots)).toMatchObject([
      {
        reason: 'The file stops in the middle. If the transfer was cut, copy it again.',
        ids: [sampleId(1), sampleId(2)],
      },
    ]);
    expect(attentionGroups(shots.slice(1))).toMatchObject([{ reason: cut('120 KB') }]);
  });

  it('puts what needs a person first, then what concerns most', () => {
    const shots = [
      ...[1, 2, 3].map((n) => sampleFailure(n, { state: 'unpublished', reason: RAW })),
      sampleFailure(4, { reason: 'The file is empty.' }),
      ...[5, 6].map((n) => sampleFailure(n, { reason: cut('1 MB') })),
      sampleShot(7, { reason: cut('1 MB') }),
    ];
    const told = attentionGroups(shots).map(({ kind, ids }) => [kind, ids.length]);
    expect(told).toEqual([
      ['failed', 2],
      ['failed', 1],
      ['remark', 1],
      ['unpublished', 3],
    ]);
  });

  it('keeps its key while shots come and go', () => {
    const one = [sampleFailure(1, { reason: cut('1 MB') })];
    const two = [...one, sampleFailure(2, { reason: cut('2 MB') })];
    expect(attentionGroups(two)[0]?.key).toBe(attentionGroups(one)[0]?.key);
  });

  it('knows which of them trying again can help', () => {
    const shots = [
      sampleFailure(1, { reason: 'x', canRetry: true }),
      sampleFailure(2, { reason: 'x', canRetry: false }),
    ];
    expect(attentionGroups(shots)[0]?.retryable).toEqual([sampleId(1)]);
  });

  it('leaves alone what is on its way or live', () => {
    const shots = [
      sampleShot(1),
      sampleShot(2, { state: 'queued' }),
      sampleShot(3, { state: 'held', reason: 'Waits for a decision.' }),
    ];
    expect(attentionGroups(shots)).toEqual([]);
  });

  it('says nothing where the engine gave no reason', () => {
    expect(attentionGroups([sampleFailure(1)])).toMatchObject([{ kind: 'failed', reason: null }]);
  });
});
