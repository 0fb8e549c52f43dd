import { createHash, randomBytes } from 'node:crypto';
import {
  copyFile,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BackupError,
  isSafeName,
  openBackupWriter,
  readEntries,
  toBuffer,
  verifyBackup,
} from './index.ts';
import type { BackupWriter } from './index.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'backup-'));
  file = path.join(folder, 'party.tar');
});
afterEach(() => rm(folder, { recursive: true }));

const PICTURE = randomBytes(300_000);
const HASH = createHash('sha256').update(PICTURE).digest('hex');
const BLOB = `relay/blobs/${HASH.slice(0, 2)}/${HASH}`;
const RELAY = { migrations: ['0001'], sessions: 1, photos: 1, messages: 0, without: [] };

function begin(replace = false): Promise<BackupWriter> {
  return openBackupWriter(file, { replace, version: '1.2.3', createdAt: 1_700_000_000_000 });
}

async function make(replace = false): Promise<void> {
  const writer = await begin(replace);
  await writer.add('secrets.json', Buffer.from('{"deviceToken":"x"}'));
  await writer.add('relay/tables/empty/000001.jsonl', Buffer.alloc(0));
  await writer.add(BLOB, PICTURE);
  await writer.finish({ relay: RELAY, desktop: null });
}

/** Changes one byte of the file, `offset` behind the first place where `near` stands. */
async function spoil(near: string | Buffer, offset: number): Promise<void> {
  const bytes = await readFile(file);
  const at = bytes.indexOf(near) + offset;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

describe('a backup', () => {
  it('is one file of its owner alone, and says what is in it', async () => {
    await make();
    expect(await readdir(folder)).toEqual(['party.tar']);
    expect((await stat(file)).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
    const { header, manifest } = await verifyBackup(file);
    expect(header).toMatchObject({ format: 1, version: '1.2.3', createdAt: 1_700_000_000_000 });
    expect(manifest.relay).toEqual(RELAY);
    expect(manifest.content).toMatchObject({ count: 1, bytes: PICTURE.length });
    expect(manifest.entries.map(({ name }) => name)).toEqual([
      'backup.json',
      'secrets.json',
      'relay/tables/empty/000001.jsonl',
    ]);
  });

  it('gives back what was put in, to a slow reader too', async () => {
    await make();
    const found = new Map<string, Buffer>();
    await readEntries(file, async ({ name, body }) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (name !== 'secrets.json') found.set(name, await toBuffer(body));
      return name !== BLOB;
    });
    expect(found.get(BLOB)?.equals(PICTURE)).toBe(true);
    expect([...found.keys()]).not.toContain('manifest.json');
  });

  it.each<[string, () => Promise<void>, RegExp]>([
    [
      'a picture has rotted',
      () => spoil(PICTURE.subarray(0, 64), 1_000),
      /[0-9a-f]{64} is not what/,
    ],
    ['secrets were changed', () => spoil('{"deviceToken"', 3), /secrets\.json is not what/],
    ['a name was changed', () => spoil('secrets.json', 1), /damaged/],
    ['the manifest was changed', () => spoil('"photos": 1', 9), /damaged/],
    ['its end is missing', async () => truncate(file, 200_000), /damaged or incomplete/],
    ['it is empty', async () => truncate(file, 0), /its end is missing/],
    [
      'it is something else',
      () => writeFile(file, 'a letter '.repeat(200)),
      /damaged|not a backup/,
    ],
  ])('is refused where %s', async (_what, change, sentence) => {
    await make();
    await change();
    const failure: unknown = await verifyBackup(file).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BackupError);
    expect(String(failure)).toMatch(sentence);
  });

  it('is refused where a whole entry was taken out', async () => {
    await make();
    const bytes = await readFile(file);
    const at = bytes.indexOf('secrets.json');
    await writeFile(file, Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1024)]));
    await expect(verifyBackup(file)).rejects.toThrow(/is not what was backed up/);
  });

  it('of a newer format asks for an update', async () => {
    await make();
    await spoil('"format": 1', 10);
    const bytes = await readFile(file);
    const at = bytes.indexOf('"format": 0') + 10;
    bytes[at] = 0x39;
    await writeFile(file, bytes);
    await expect(verifyBackup(file)).rejects.toThrow(/newer Picture Live \(1\.2\.3\)/);
  });

  it('does not take the place of another file unless that was said', async () => {
    await make();
    await copyFile(file, `${file}.first`);
    await expect(begin()).rejects.toThrow(/exists already/);
    await make(true);
    expect((await readdir(folder)).toSorted()).toEqual(['party.tar', 'party.tar.first']);
  });

  it('that is given up leaves nothing behind', async () => {
    const writer = await begin();
    await writer.add(BLOB, PICTURE);
    await writer.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('says that its folder is missing before anything is read', async () => {
    file = path.join(folder, 'nowhere', 'party.tar');
    await expect(begin()).rejects.toThrow(/nowhere does not exist/);
    await expect(verifyBackup(file)).rejects.toThrow(/cannot be read \(ENOENT\)/);
  });
});

it.each(['../x', '/x', 'a/../b', 'a//b', '.hidden', 'a\\b', 'c:x', ''])(
  'a file called %j is never unpacked',
  (name) => {
    expect(isSafeName(name)).toBe(false);
  },
);
