import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';
import { Gate } from '../../memory/gate.ts';
import type { BlobPage, BlobStore, OpenBlob } from '../blob-store.ts';
import { digestFile } from './file-digest.ts';
import type { FileDigest } from './file-digest.ts';
import { createS3Client } from './s3-client.ts';
import { DEFAULT_PATIENCE } from './s3-settings.ts';
import type { Patience, S3Settings } from './s3-settings.ts';
import { signBodyHash } from './sign-body-hash.ts';
import { inOurWords, isNoSuchKey, tryPatiently } from './tries.ts';

/** Readers have connections of their own: slow guests of large pictures do not stop uploads. */
const READ_CONNECTIONS = 256;
const WRITE_CONNECTIONS = 32;
/** Uploads at once; the others wait with their bytes on the local disk. */
const PUTS_AT_ONCE = 16;
/** Health is asked for by every instance's neighbours; the bucket is asked this often at most. */
const CHECK_EVERY_MS = 3_000;

/**
 * Blobs as objects `<prefix><first two digits>/<hash>` of a bucket on AWS S3, Aliyun OSS or any
 * server that speaks S3. An object is there as a whole or not at all: a PUT is atomic, and is only
 * accepted by the server when length and Content-MD5 are right. Objects are deleted one by one,
 * since OSS demands for the deletion of several what the SDK no longer sends.
 */
export class S3Store implements BlobStore {
  readonly #settings: S3Settings;
  readonly #patience: Patience;
  readonly #reading: S3Client;
  readonly #writing: S3Client;
  readonly #puts = new Gate(PUTS_AT_ONCE);
  readonly #closing = new AbortController();
  #lastCheck: { at: number; answer: Promise<string> } | null = null;

  constructor(settings: S3Settings) {
    this.#settings = settings;
    this.#patience = settings.patience ?? DEFAULT_PATIENCE;
    this.#reading = createS3Client(settings, this.#patience, READ_CONNECTIONS);
    this.#writing = createS3Client(settings, this.#patience, WRITE_CONNECTIONS);
    signBodyHash(this.#writing);
  }

  async put(hash: string, file: string): Promise<void> {
    await this.#puts.run(async () => {
      const digest = await digestFile(file);
      await this.#try((signal) => this.#putOnce(hash, file, digest, signal));
    });
    await rm(file, { force: true });
  }

  async read(hash: string): Promise<Buffer | null> {
    const blob = await this.open(hash);
    return blob === null ? null : Buffer.concat(await blob.stream.toArray());
  }

  async open(hash: string): Promise<OpenBlob | null> {
    return this.#try(async (signal) => {
      try {
        const command = new GetObjectCommand(this.#object(hash));
        const { Body, ContentLength } = await this.#reading.send(command, { abortSignal: signal });
        if (!(Body instanceof Readable) || ContentLength === undefined) {
          throw new Error('The storage sent an object without its length.');
        }
        return {
          bytes: ContentLength,
          stream: Readable.from(bytesOf(Body), { objectMode: false }),
        };
      } catch (error) {
        if (isNoSuchKey(error)) return null;
        throw error;
      }
    });
  }

  async remove(hash: string): Promise<void> {
    const command = new DeleteObjectCommand(this.#object(hash));
    await this.#try((signal) => this.#writing.send(command, { abortSignal: signal }));
  }

  async list(after: string | null, limit: number): Promise<BlobPage> {
    const { bucket, prefix } = this.#settings;
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      MaxKeys: limit,
      ...(prefix === '' ? {} : { Prefix: prefix }),
      ...(after === null ? {} : { ContinuationToken: after }),
    });
    const reply = await this.#try((signal) => this.#writing.send(command, { abortSignal: signal }));
    return this.#page(reply);
  }

  async check(): Promise<string> {
    const now = performance.now();
    if (this.#lastCheck === null || now - this.#lastCheck.at > CHECK_EVERY_MS) {
      this.#lastCheck = { at: now, answer: this.#askBucket() };
    }
    return this.#lastCheck.answer;
  }

  close(): void {
    this.#closing.abort(new Error('The relay is closing.'));
    this.#reading.destroy();
    this.#writing.destroy();
  }

  async #putOnce(
    hash: string,
    file: string,
    { bytes, md5 }: FileDigest,
    signal: AbortSignal,
  ): Promise<void> {
    const body = createReadStream(file);
    try {
      const command = new PutObjectCommand({
        ...this.#object(hash),
        Body: body,
        ContentLength: bytes,
        ContentMD5: md5.toString('base64'),
      });
      const { ETag } = await this.#writing.send(command, { abortSignal: signal });
      if (ETag !== `"${md5.toString('hex')}"`) await this.#requireLength(hash, bytes, signal);
    } finally {
      body.destroy();
    }
  }

  /** Where the ETag is no MD5 (encrypted buckets), the length tells that the object is there. */
  async #requireLength(hash: string, bytes: number, signal: AbortSignal): Promise<void> {
    const command = new HeadObjectCommand(this.#object(hash));
    const { ContentLength } = await this.#writing.send(command, { abortSignal: signal });
    if (ContentLength !== bytes) {
      throw new Error(`The storage kept ${ContentLength} bytes of ${bytes}.`);
    }
  }

  async #askBucket(): Promise<string> {
    const command = new HeadBucketCommand({ Bucket: this.#settings.bucket });
    const patience = { ...this.#patience, tries: 1, tryMs: CHECK_EVERY_MS };
    try {
      await tryPatiently(patience, this.#closing.signal, (signal) =>
        this.#writing.send(command, { abortSignal: signal }),
      );
      return 'ok';
    } catch (error) {
      return inOurWords(error).message;
    }
  }

  #try<T>(operation: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return tryPatiently(this.#patience, this.#closing.signal, operation);
  }

  #object(hash: string): { Bucket: string; Key: string } {
    return { Bucket: this.#settings.bucket, Key: this.#keyOf(hash) };
  }

  #keyOf(hash: string): string {
    return `${this.#settings.prefix}${hash.slice(0, 2)}/${hash}`;
  }

  /** What is not ours in the bucket is passed over. */
  #page({ Contents = [], NextContinuationToken }: ListObjectsV2CommandOutput): BlobPage {
    const blobs = Contents.flatMap(({ Key = '', LastModified }) => {
      const hash = Key.slice(-64);
      if (!/^[0-9a-f]{64}$/.test(hash) || Key !== this.#keyOf(hash)) return [];
      return [{ hash, storedAt: LastModified?.getTime() ?? Date.now() }];
    });
    return { blobs, next: NextContinuationToken ?? null };
  }
}

/** A connection that breaks half-way is the store being away, not a fault of ours. */
async function* bytesOf(body: Readable): AsyncIterable<Buffer> {
  try {
    yield* body as AsyncIterable<Buffer>;
  } catch (error) {
    throw inOurWords(error);
  }
}
