import { expect, test } from 'vitest';
import { cameraNumberOf } from './camera-number.ts';

test.each([
  ['DCIM/100CANON/IMG_4821.JPG', 'IMG', 4821],
  ['IMG_4821.CR3', 'IMG', 4821],
  ['_MG_4822.JPG', 'IMG', 4822],
  ['MVI_4823.MP4', 'IMG', 4823],
  ['3M5A0007.CR3', '3M5A', 7],
  ['DSC_0001.NEF', 'DSC', 1],
  ['_DSC0001.NEF', 'DSC', 1],
  ['DSC09999.ARW', 'DSC', 9999],
  ['DSCF1234.RAF', 'DSCF', 1234],
  ['P1010999.ORF', 'P101', 999],
  ['dsc_0005.jpg', 'DSC', 5],
  ['Anna & Li 00123.jpg', 'ANNA & LI ', 123],
  ['Wedding-012.jpg', 'WEDDING-', 12],
])('%s is %s %i', (path, series, number) => {
  expect(cameraNumberOf(path)).toMatchObject({ series, number });
});

test.each([
  'PXL_20261121_142233123.jpg',
  'IMG_20261121_142233.jpg',
  '20261121.jpg',
  'IMG_4821-Edit.jpg',
  'IMG_4821 (1).jpg',
  'portrait.jpg',
  'party-2.jpg',
])('%s has no number of a camera', (path) => {
  expect(cameraNumberOf(path)).toBeNull();
});
