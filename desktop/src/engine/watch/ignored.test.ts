import { describe, expect, it } from 'vitest';
import { IGNORED_NAMES, isIgnored, isIgnoredPath } from './ignored.ts';

describe('what is passed over', () => {
  it.each([
    '.DS_Store',
    '._IMG_0001.JPG',
    '.pureftpd-upload.64f.15.1.abc',
    'tmpfile000123',
    'IMG_0001.JPG.tmp',
    'IMG_0001.JPG.part',
    'IMG_0001.JPG.crdownload',
    'IMG_0001.JPG.filepart',
    'Thumbs.db',
    'thumbs.db',
    'desktop.ini',
    '.Trashes/IMG_0001.JPG',
    'day 1/CaptureOne/Cache/Thumbnails/IMG_0001.jpg',
    'captureone/IMG_0001.jpg',
    '__MACOSX/IMG_0001.jpg',
    'System Volume Information/x',
    '$RECYCLE.BIN/IMG.JPG',
  ])('%s', (path) => {
    expect(isIgnoredPath(path)).toBe(true);
  });
});

describe('what is reported, whatever it is', () => {
  it.each([
    'IMG_0001.JPG',
    'day 1/IMG 0001.jpeg',
    'IMG_0001.CR3',
    'IMG_0001.xmp',
    'notes.txt',
    'no-extension',
    'a.tmp.jpg',
    'CaptureOne',
    'CaptureOne Session/IMG_0001.jpg',
    'my tmpfile.jpg',
    'partial.jpg',
  ])('%s', (path) => {
    expect(isIgnoredPath(path)).toBe(false);
  });
});

it('says of every name why', () => {
  expect(IGNORED_NAMES.every(({ why }) => why.length > 10)).toBe(true);
  expect(isIgnored('CaptureOne', true)).toBe(true);
  expect(isIgnored('CaptureOne', false)).toBe(false);
});
