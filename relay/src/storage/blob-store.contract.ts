import { createHash, randomBytes } from 'node:crypto';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BlobPage, BlobStore, ListedBlob } from './blob-store.ts';

/**
 * What every blob store must do; run by the test of each of them.
 *
 * @param open a new, empty store that may keep its things in `folder`.
 */
export function blobStoreContract(
  name: string,
  open: (folder: string) => Promise<BlobStore>,
): void {
  describe(`${name} as a blob store`, () => {
    let folder: string;
    let store: BlobStore;
    const content = randomBytes(200_000);
    const hash = createHash('sha256').update(content).digest('hex');

    beforeEach(async () => {
      folder = await mkdtemp(path.join(os.tmpdir(), 'blob-store-'));
      store = await open(folder);
    });
    afterEach(async () => {
      store.close();
      await rm(folder, { recursive: true });
    });

    async function incoming(bytes: Buffer): Promise<string> {
      const file = path.join(folder, `${randomBytes(8).toString('hex')}.part`);
      await writeFile(file, bytes);
      return file;
    }

    test('gives back exactly the bytes that were put', async () => {
      await store.put(hash, await incoming(content));
      expect(await store.read(hash)).toEqual(content);
      const opened = await store.open(hash);
      expect(opened?.bytes).toBe(content.length);
      expect(Buffer.concat((await opened?.stream.toArray()) ?? [])).toEqual(content);
    });

    test('takes the file away', async () => {
      const file = await incoming(content);
      await store.put(hash, file);
      await expect(access(file)).rejects.toThrow('ENOENT');
    });

    test('takes the same blob any number of times, also at once', async () => {
      const files = await Promise.all(Array.from({ length: 8 }, () => incoming(content)));
      await Promise.all(files.map((file) => store.put(hash, file)));
      await store.put(hash, await incoming(content));
      expect(await store.read(hash)).toEqual(content);
      for (const file of files) await expect(access(file)).rejects.toThrow('ENOENT');
    });

    test('says that it has no blob of a name rather than failing', async () => {
      expect(await store.read(hash)).toBeNull();
      expect(await store.open(hash)).toBeNull();
    });

    test('forgets a blob, and does not mind being told twice', async () => {
      await store.put(hash, await incoming(content));
      await store.remove(hash);
      await store.remove(hash);
      expect(await store.read(hash)).toBeNull();
    });

    test('goes on handing out a blob that is removed meanwhile', async () => {
      await store.put(hash, await incoming(content));
      const opened = await store.open(hash);
      await store.remove(hash);
      expect(Buffer.concat((await opened?.stream.toArray()) ?? [])).toEqual(content);
    });

    test('keeps blobs of similar names apart', async () => {
      const other = `${hash.slice(0, -1)}${hash.endsWith('0') ? '1' : '0'}`;
      await store.put(hash, await incoming(content));
      expect(await store.read(other)).toBeNull();
    });

    test('keeps an empty blob too', async () => {
      const empty = createHash('sha256').digest('hex');
      await store.put(empty, await incoming(Buffer.alloc(0)));
      expect(await store.read(empty)).toEqual(Buffer.alloc(0));
    });

    test('lists what it has in pages, each blob once, with the time it was stored', async () => {
      const before = Date.now();
      const hashes: string[] = [];
      for (let n = 0; n < 7; n += 1) {
        const bytes = Buffer.from(`blob ${n}`);
        const own = createHash('sha256').update(bytes).digest('hex');
        await store.put(own, await incoming(bytes));
        hashes.push(own);
      }
      const listed: ListedBlob[] = [];
      let after: string | null = null;
      do {
        const page: BlobPage = await store.list(after, 3);
        expect(page.blobs.length).toBeLessThanOrEqual(3);
        listed.push(...page.blobs);
        after = page.next;
      } while (after !== null);
      expect(listed.map((blob) => blob.hash)).toEqual(hashes.toSorted());
      for (const { storedAt } of listed) {
        // Some stores tell whole seconds, and have a clock of their own.
        expect(Math.abs(storedAt - before)).toBeLessThan(60_000);
      }
    });

    test('lists nothing where there is nothing', async () => {
      expect(await store.list(null, 10)).toEqual({ blobs: [], next: null });
    });

    test('says that it is well', async () => {
      expect(await store.check()).toBe('ok');
    });
  });
}
