import { expect, test } from 'vitest';
import { galleryLink } from './gallery-link.ts';

const at = (address: string): URL => new URL(address);

test('the code leads to the gallery at the address that the wall was opened at', () => {
  expect(galleryLink(at('http://192.168.1.24:3001/wall/party?layout=mosaic'), 'party')).toBe(
    'http://192.168.1.24:3001/g/party',
  );
});

test('there is no code for an address that only this computer has', () => {
  for (const host of ['localhost:3001', '127.0.0.1:3001', '[::1]:3001']) {
    expect(galleryLink(at(`http://${host}/wall/party`), 'party')).toBeNull();
  }
});
