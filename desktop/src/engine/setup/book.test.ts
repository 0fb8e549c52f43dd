import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettings } from '../settings.ts';
import { createBook, OWN_DEVICE, type Book } from './book.ts';
import { openDeviceTokens, type DeviceTokens } from './device-tokens.ts';

const OWN = {
  id: 'own',
  title: 'Anna & Li',
  galleryUrl: 'http://192.168.1.24:3001/g/anna-li',
  relayUrl: 'http://127.0.0.1:3001',
  deviceToken: 'own-token',
};
const CLOUD = {
  id: 'cloud',
  title: 'Anna & Li',
  galleryUrl: 'https://photos.example/g/anna-li',
  relayUrl: 'https://photos.example',
  deviceId: 'device',
};

let dataDir: string;
let tokens: DeviceTokens;
let book: Book;

async function open(own: typeof OWN | null = OWN): Promise<Book> {
  const settings = await openSettings(dataDir);
  return createBook({ settings, tokens, own, hotFolders: [] });
}

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'book-'));
  tokens = await openDeviceTokens(dataDir);
  await tokens.put('device', 'cloud-token');
  book = await open();
});
afterEach(() => rm(dataDir, { recursive: true }));

it('keeps what sessions are called at their relays, also as second destinations', async () => {
  await book.remember(CLOUD);
  await book.keepSecond('own', CLOUD);
  await book.rename('cloud', 'Li & Anna');
  await book.rename('own', 'The wedding');
  expect(book.find('own').title).toBe('The wedding');
  book = await open();
  expect([book.find('cloud').title, book.second('own')?.title]).toEqual(['Li & Anna', 'Li & Anna']);
});

describe('the second destination of a session', () => {
  it('is kept over a restart, with its token', async () => {
    await book.keepSecond('own', CLOUD);
    book = await open();
    expect(book.second('own')).toMatchObject({ id: 'cloud', deviceToken: 'cloud-token' });
    expect(book.second('another')).toBeNull();
  });

  it('is the relay that came with the program, whatever address that has next time', async () => {
    await book.keepSecond('cloud', { ...OWN, deviceId: OWN_DEVICE });
    const moved = { ...OWN, relayUrl: 'http://127.0.0.1:4001' };
    book = await open(moved);
    expect(book.second('cloud')).toMatchObject({
      id: 'own',
      relayUrl: 'http://127.0.0.1:4001',
      deviceToken: 'own-token',
    });
  });

  it('stays without a token where that was lost, and where the relay is not here', async () => {
    await book.keepSecond('own', { ...CLOUD, deviceId: 'lost' });
    expect(book.second('own')).toMatchObject({ id: 'cloud', deviceToken: null });
    await book.keepSecond('cloud', { ...OWN, deviceId: OWN_DEVICE });
    book = await open(null);
    expect(book.second('cloud')).toMatchObject({
      relayUrl: 'http://192.168.1.24:3001',
      deviceToken: null,
    });
  });

  it('is set up again as the device that published there before', async () => {
    await book.keepSecond('own', CLOUD);
    await book.keepSecond('own', null);
    expect(book.second('own')).toBeNull();
    book = await open();
    expect(book.deviceOf('https://photos.example')).toBe('device');
    for (let n = 0; n < 30; n += 1) {
      await book.keepSecond('own', { ...CLOUD, id: `s${n}` });
    }
    expect(book.desk().formerSeconds).toHaveLength(20);
  });
});
