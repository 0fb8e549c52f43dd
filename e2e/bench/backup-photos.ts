import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { newId, noisePicture } from '../harness/device.ts';
import { multiplyInSqlite } from './many-photos.ts';
import type { RelayAlone } from './relay-alone.ts';

/** In bytes; as small as pictures may be, because what costs is a file. */
const THUMB_BYTES = 4_000;
const GRID_BYTES = 14_000;

interface RenditionRow {
  photoId: string;
  name: string;
  hash: string;
}

/** Publishes the photo that the others are made of. */
export async function publishOne({ device }: Pick<RelayAlone, 'device'>): Promise<void> {
  const [thumb, grid] = [
    await noisePicture(160, 107, THUMB_BYTES),
    await noisePicture(320, 213, GRID_BYTES),
  ];
  await device.upload(thumb);
  await device.upload(grid);
  await device.publish(newId(Date.now()), 1, thumb, grid);
}

/**
 * Gives a stopped relay so many photos, each with pictures of its own on the disk: JPEGs that
 * differ in a comment.
 */
export function fillWithPhotos(dataDir: string, photos: number): void {
  multiplyInSqlite(dataDir, photos);
  const db = new Database(path.join(dataDir, 'relay.sqlite'));
  const rows = db
    .prepare<[], RenditionRow>('SELECT photo_id AS photoId, name, hash FROM photo_renditions')
    .all();
  const addBlob = db.prepare(
    `INSERT INTO blobs (hash, bytes, width, height, created_at)
     SELECT @hash, @bytes, width, height, created_at FROM blobs WHERE hash = @like`,
  );
  const point = db.prepare(
    'UPDATE photo_renditions SET hash = @hash WHERE photo_id = @photoId AND name = @name',
  );
  const fileOf = (hash: string) => path.join(dataDir, 'blobs', hash.slice(0, 2), hash);
  const templates = new Map(rows.map(({ hash }) => [hash, readFileSync(fileOf(hash))]));
  db.transaction(() => {
    for (const [index, { photoId, name, hash: like }] of rows.entries()) {
      const bytes = withComment(templates.get(like) ?? Buffer.alloc(0), String(index));
      const hash = createHash('sha256').update(bytes).digest('hex');
      mkdirSync(path.dirname(fileOf(hash)), { recursive: true });
      writeFileSync(fileOf(hash), bytes);
      addBlob.run({ hash, like, bytes: bytes.length });
      point.run({ hash, photoId, name });
    }
  })();
  db.close();
}

/** A comment segment (ITU-T T.81, B.2.4.5) behind the start of the picture. */
function withComment(jpeg: Buffer, comment: string): Buffer {
  const segment = Buffer.alloc(4 + comment.length);
  segment.writeUInt16BE(0xff_fe, 0);
  segment.writeUInt16BE(2 + comment.length, 2);
  segment.write(comment, 4, 'latin1');
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}
