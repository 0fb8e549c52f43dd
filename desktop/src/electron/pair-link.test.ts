import { expect, test } from 'vitest';
import { isLink, plainCode, readPairLink } from './pair-link.ts';

const RELAY = 'relay=https://photos.example';

test.each([
  [`picture-live://pair?${RELAY}`, { relay: 'https://photos.example', code: null }],
  [
    `picture-live://pair/?${RELAY}&code=ABCD-EFGH`,
    { relay: 'https://photos.example', code: 'ABCDEFGH' },
  ],
  [
    `PICTURE-LIVE://pair?${RELAY}&code=abcdefgh`,
    { relay: 'https://photos.example', code: 'ABCDEFGH' },
  ],
  [
    'picture-live://pair?relay=192.168.1.20:3001',
    { relay: 'http://192.168.1.20:3001', code: null },
  ],
  [
    `picture-live://pair?relay=${encodeURIComponent('https://photos.example/g/x?y=1')}`,
    { relay: 'https://photos.example', code: null },
  ],
])('%s is a pairing link', (text, link) => {
  expect(readPairLink(text)).toEqual(link);
});

test.each([
  ['nothing'],
  [''],
  [`https://photos.example/pair?${RELAY}`],
  [`picture-live://open?${RELAY}`],
  [`picture-live://pair/now?${RELAY}`],
  [`picture-live:pair?${RELAY}`],
  ['picture-live://pair'],
  ['picture-live://pair?relay='],
  ['picture-live://pair?relay=file:///etc/passwd'],
  ['picture-live://pair?relay=javascript:alert(1)'],
  ['picture-live://pair?relay=https://anna:secret@photos.example'],
  [`picture-live://pair?${RELAY}&relay=https://elsewhere.example`],
  [`picture-live://pair?${RELAY}&code=`],
  [`picture-live://pair?${RELAY}&code=ABCD-EFG1`],
  [`picture-live://pair?${RELAY}&code=ABCDEFGH&code=HGFEDCBA`],
  [`picture-live://pair?${RELAY}&x=${'x'.repeat(3_000)}`],
])('%s is none', (text) => {
  expect(readPairLink(text)).toBeNull();
});

test('links are told from folders by their scheme', () => {
  expect(isLink('picture-live://pair')).toBe(true);
  expect(isLink('Picture-Live:x')).toBe(true);
  expect(isLink('/Users/anna/picture-live')).toBe(false);
});

test('a code is the same however it is written', () => {
  expect(plainCode('abcd-efgh')).toBe(plainCode('ABCD EFGH'));
});
