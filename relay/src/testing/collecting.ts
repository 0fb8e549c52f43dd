import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach } from 'vitest';
import type { BlobStore } from '../storage/blob-store.ts';
import { Intake } from '../storage/intake.ts';
import { LocalDiskStore } from '../storage/local-disk-store.ts';
import { openTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { makePicture } from './pictures.ts';
import type { TestPicture } from './pictures.ts';
import { mediaService } from '../services/media/media.ts';
import { checkRenditions } from '../services/publish/check-renditions.ts';
import { receiveService } from '../services/receive/receive.ts';
import { collectBlobs } from '../services/collection/collection.ts';
import type { CollectionReport } from '../services/collection/collection.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A store with its records, a picture to bring, and a clock that the test moves. */
export class Collecting {
  readonly folder: string;
  readonly database: TestDatabase;
  readonly picture: TestPicture;
  readonly store: BlobStore;
  /** Epoch milliseconds. */
  now = Date.now();

  constructor(folder: string, database: TestDatabase, picture: TestPicture) {
    this.folder = folder;
    this.database = database;
    this.picture = picture;
    this.store = new LocalDiskStore(this.blobFolder);
  }

  get db(): TestDatabase['db'] {
    return this.database.db;
  }

  /** Where the bytes lie, for another instance with the same disk. */
  get blobFolder(): string {
    return path.join(this.folder, 'blobs');
  }

  collect(blobs = this.store, photoGraceMs = DAY, signal?: AbortSignal): Promise<CollectionReport> {
    const { db } = this;
    return collectBlobs({ db, blobs, graceMs: DAY, photoGraceMs, now: () => this.now }, signal);
  }

  /** Marks, lets the time pass that a mark has to stand, and deletes. */
  async collectTwice(): Promise<number> {
    const { collected } = await this.collect();
    this.now += HOUR;
    return collected + (await this.collect()).collected;
  }

  async upload({ bytes, ref } = this.picture, blobs = this.store): Promise<void> {
    const { db } = this;
    const receiving = receiveService({
      db,
      blobs,
      intake: new Intake(path.join(this.folder, 'incoming')),
      media: mediaService({ db, blobs, cacheBytes: 0 }),
      limits: { maxBytes: 1_000_000, stallMs: 1_000 },
      now: () => this.now,
    });
    await receiving.receive(this.database.deviceId, ref.hash, Readable.from([bytes]), bytes.length);
  }

  async storeWithoutRecord(hash: string, ageMs: number): Promise<void> {
    const file = path.join(this.folder, 'incoming', 'orphan.part');
    const then = new Date(this.now - ageMs);
    await writeFile(file, 'orphan');
    await utimes(file, then, then);
    await this.store.put(hash, file);
  }

  /** What a device does before its photo can refer to the blob. */
  async refer(): Promise<void> {
    const { deviceId } = this.database;
    const { ref } = this.picture;
    await this.db.transaction().execute((trx) => checkRenditions(trx, deviceId, [['thumb', ref]]));
  }

  async isStored(hash = this.picture.ref.hash): Promise<boolean> {
    return (await this.store.read(hash)) !== null;
  }
}

/** A new one for each test of a file, handed to it; removed afterwards. */
export function beforeEachCollecting(take: (stage: Collecting) => void): void {
  let stage: Collecting;
  beforeEach(async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'relay-collection-'));
    await mkdir(path.join(folder, 'blobs'));
    await mkdir(path.join(folder, 'incoming'));
    stage = new Collecting(folder, await openTestDatabase(), await makePicture(1));
    take(stage);
  });
  afterEach(async () => {
    await stage.db.destroy();
    await rm(stage.folder, { recursive: true });
  });
}
