import { describe, expect, it } from 'vitest';
import { incompleteReason, noPreviewReason, tooLargeReason, unsupportedReason } from './reasons.ts';

describe('why a file is not published', () => {
  it.each([
    ['unknown', 'a.x3f', /RAW.*shoot RAW\+JPEG/u],
    ['video', 'a.mov', /Videos/u],
    ['unknown', 'a.jpg', /named like a JPEG/u],
    ['unknown', 'a.pdf', /not a photograph Picture Live knows/u],
  ] as const)('%s (%s) is said in its own words', (format, name, reason) => {
    expect(unsupportedReason(format, name)).toMatch(reason);
  });

  it('says what a RAW file holds instead of a full-size preview', () => {
    expect(noPreviewReason({ width: 160, height: 120 })).toMatch(/160 × 120.*RAW\+JPEG/u);
    expect(noPreviewReason(null)).toMatch(/no preview/u);
  });

  it('says how large is too large', () => {
    expect(tooLargeReason(700_000_000, 512_000_000)).toMatch(/700\.0 MB; at most 512\.0 MB/u);
  });
});

describe('what is wrong with a file that is not whole', () => {
  it.each([
    [{ kind: 'empty' }, /is empty.*copy it again/u],
    [{ kind: 'cut' }, /stops in the middle \(1\.2 MB arrived\).*copy it again/u],
    [{ kind: 'hole' }, /zeros.*copy it again/u],
    [{ kind: 'malformed' }, /damaged/u],
    [{ kind: 'trouble', code: 'EACCES' }, /permission/u],
    [{ kind: 'trouble', code: 'EMFILE' }, /Too many files/u],
    [{ kind: 'trouble', code: 'EBUSY' }, /Another program/u],
    [{ kind: 'trouble', code: 'EIO' }, /drive/u],
    [{ kind: 'trouble', code: 'ENOMEM' }, /ENOMEM/u],
  ] as const)('%o says what to do', (fault, reason) => {
    expect(incompleteReason(fault, 1_234_567)).toMatch(reason);
  });

  it('counts a few bytes in bytes', () => {
    expect(incompleteReason({ kind: 'cut' }, 12)).toMatch(/12 bytes/u);
    expect(incompleteReason({ kind: 'cut' }, 12_345)).toMatch(/12 KB/u);
  });
});
