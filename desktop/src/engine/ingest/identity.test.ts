import { describe, expect, it } from 'vitest';
import type { KnownShot, Resemblances } from '../ledger/records.ts';
import { identify, relatedNames, type Incoming } from './identity.ts';

const frame = {
  capturedLocal: '2026:11:20 14:02:11',
  capturedFraction: '07',
  serial: '12345',
  camera: 'Canon EOS R5',
};
const known: KnownShot = {
  ...frame,
  shotId: 'shot',
  isRaw: false,
  revision: 1,
  sourceHash: 'a',
  path: 'IMG_1234.JPG',
  thumbhash: '',
};
const incoming: Incoming = { ...frame, path: 'IMG_1234.JPG', isRaw: false };
const nothing: Resemblances = { sameContent: null, atPath: null, beside: [], sameFrame: [] };
const never = () => {
  throw new Error('must not be asked');
};

describe('which shot a content is', () => {
  it('is the same shot when the bytes are', () => {
    expect(identify(incoming, { ...nothing, sameContent: known }, never).kind).toBe('duplicate');
  });

  it('is a new version when an editor saved over the file', () => {
    expect(identify(incoming, { ...nothing, atPath: known }, never).kind).toBe('revision');
  });

  it('is a new shot when the camera re-used the name', () => {
    const later = { ...incoming, capturedLocal: '2026:11:20 18:30:00' };
    expect(identify(later, { ...nothing, atPath: known }, never).kind).toBe('new');
  });

  it('is a new shot when another body wrote the same name in the same second', () => {
    const other = { ...incoming, serial: '99999' };
    const resemblances = { ...nothing, atPath: known, sameFrame: [known] };
    expect(identify(other, resemblances, never).kind).toBe('new');
  });

  it('is a new version when the editor dropped serial number and fraction', () => {
    const stripped = { ...incoming, serial: null, capturedFraction: null };
    expect(identify(stripped, { ...nothing, atPath: known }, never).kind).toBe('revision');
  });

  it('is decided by the look when one side has no capture time', () => {
    const bare = { ...incoming, capturedLocal: null };
    expect(identify(bare, { ...nothing, atPath: known }, () => true).kind).toBe('revision');
    expect(identify(bare, { ...nothing, atPath: known }, () => false).kind).toBe('new');
  });

  it('recognises an export of the frame in another folder', () => {
    const exported = { ...incoming, path: 'export/IMG_1234-Edit.jpg' };
    expect(identify(exported, { ...nothing, sameFrame: [known] }, never).kind).toBe('revision');
  });

  it('keeps the frames of a burst apart', () => {
    const next = { ...incoming, path: 'IMG_1235.JPG' };
    expect(identify(next, { ...nothing, sameFrame: [known] }, never).kind).toBe('new');
  });
});

describe('a RAW file and a JPEG of one frame', () => {
  const raw: Incoming = { ...incoming, path: 'IMG_1234.CR3', isRaw: true };
  const knownRaw: KnownShot = { ...known, path: raw.path, isRaw: true };
  const bare = { capturedLocal: null, capturedFraction: null, serial: null };

  it('are one shot, which the JPEG shows when it comes later', () => {
    const resemblances = { ...nothing, beside: [knownRaw], sameFrame: [knownRaw] };
    expect(identify(incoming, resemblances, never)).toEqual({ kind: 'revision', of: knownRaw });
  });

  it('are one shot, of which nothing changes when the RAW file comes later', () => {
    const resemblances = { ...nothing, beside: [known], sameFrame: [known] };
    expect(identify(raw, resemblances, never)).toEqual({ kind: 'companion', of: known });
  });

  it('are one shot when they lie in different folders', () => {
    const elsewhere = { ...raw, path: 'raw/IMG_1234.CR3' };
    const found = identify(elsewhere, { ...nothing, sameFrame: [known] }, never);
    expect(found).toEqual({ kind: 'companion', of: known });
  });

  it('are told by their look where the camera did not write a time', () => {
    const resemblances = { ...nothing, beside: [known] };
    expect(identify({ ...raw, ...bare }, resemblances, () => true).kind).toBe('companion');
    expect(identify({ ...raw, ...bare }, resemblances, () => false).kind).toBe('new');
  });

  it('are two shots when the camera re-used the name', () => {
    const later = { ...raw, capturedLocal: '2026:11:20 18:30:00' };
    expect(identify(later, { ...nothing, beside: [known] }, never).kind).toBe('new');
  });

  it('stay one when an editor saves the RAW file over', () => {
    const again = identify(raw, { ...nothing, atPath: known }, never);
    expect(again).toEqual({ kind: 'companion', of: known });
  });
});

describe('related names', () => {
  it.each([
    ['IMG_1234.JPG', 'IMG_1234.jpg', true],
    ['IMG_1234.JPG', 'out/IMG_1234-Edit.tif', true],
    ['IMG_1234.JPG', 'IMG_1234_1.jpg', true],
    ['IMG_1.JPG', 'IMG_12.JPG', false],
    ['IMG_1234.JPG', 'IMG_1235.JPG', false],
    ['DSC_1234.JPG', 'IMG_1234.JPG', false],
  ])('%s and %s: %s', (a, b, related) => {
    expect(relatedNames(a, b)).toBe(related);
    expect(relatedNames(b, a)).toBe(related);
  });
});
