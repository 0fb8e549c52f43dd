import { expect, it } from 'vitest';
import { relayOrigin } from './relay-address.ts';

it.each([
  ['photos.example', 'https://photos.example'],
  [' https://photos.example/ ', 'https://photos.example'],
  ['https://photos.example/g/anna-li-abc?x=1', 'https://photos.example'],
  ['192.168.1.20:3001', 'http://192.168.1.20:3001'],
  ['localhost:3001', 'http://localhost:3001'],
  ['studio.local', 'http://studio.local'],
  ['nas:3001/g/x', 'http://nas:3001'],
  ['HTTP://Photos.Example:8080', 'http://photos.example:8080'],
])('%j is the relay %s', (typed, origin) => {
  expect(relayOrigin(typed)).toBe(origin);
});

it.each([
  '',
  '   ',
  'ftp://photos.example',
  'https://',
  'a b c',
  'https://anna:secret@photos.example',
])('%j is refused with a sentence', (typed) => {
  expect(() => relayOrigin(typed)).toThrow('not the address of a relay');
});
