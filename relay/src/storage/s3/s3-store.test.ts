import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRecordingServer } from '../../testing/recording-server.ts';
import type { Answer, RecordedRequest, RecordingServer } from '../../testing/recording-server.ts';
import { givenS3, startS3Server } from '../../testing/s3-server.ts';
import type { S3Server } from '../../testing/s3-server.ts';
import { blobStoreContract } from '../blob-store.contract.ts';
import { aliyunSettings } from './presets.ts';
import type { S3Settings } from './s3-settings.ts';
import { S3Store } from './s3-store.ts';

let server: S3Server;
let serverFolder: string;
beforeAll(async () => {
  serverFolder = await mkdtemp(path.join(os.tmpdir(), 's3-server-'));
  server = await startS3Server(serverFolder);
});
afterAll(async () => {
  await server.stop();
  await rm(serverFolder, { recursive: true });
});

blobStoreContract('an S3 bucket', async () => new S3Store(server.settings()));
const given = givenS3(process.env);
if (given !== null) {
  blobStoreContract('the S3 bucket that was given', async () => new S3Store(given()));
}

const content = Buffer.from('the bytes of a picture');
const hash = createHash('sha256').update(content).digest('hex');
const md5 = createHash('md5').update(content).digest();
const stored: Answer = { status: 200, headers: { etag: `"${md5.toString('hex')}"` } };

let folder: string;
let opened: S3Store | null = null;
let recording: RecordingServer | null = null;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 's3-store-'));
});
afterEach(async () => {
  opened?.close();
  await recording?.stop();
  await rm(folder, { recursive: true });
});

/** A store in front of a server that answers as told. */
async function against(
  answer: (request: RecordedRequest, count: number) => Answer,
  changes: Partial<S3Settings> = {},
): Promise<{ store: S3Store; requests: RecordedRequest[] }> {
  recording = await startRecordingServer(answer);
  const store = new S3Store({
    bucket: 'photographs',
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${recording.port}`,
    pathStyle: true,
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    prefix: '',
    patience: { tries: 3, pauseMs: 1, tryMs: 400, idleMs: 400 },
    ...changes,
  });
  opened = store;
  return { store, requests: recording.requests };
}

async function incoming(): Promise<string> {
  const file = path.join(folder, 'upload.part');
  await writeFile(file, content);
  return file;
}

test('Aliyun is spoken to by the name of the bucket, without checksums it does not know', async () => {
  recording = await startRecordingServer(() => stored);
  const { port, requests } = recording;
  const store = new S3Store({
    ...aliyunSettings({
      bucket: 'wedding',
      region: 'cn-hangzhou',
      endpoint: `http://s3.oss-cn-hangzhou.aliyuncs.com:${port}`,
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
      prefix: 'live/',
    }),
    lookup: (_name, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
  });
  opened = store;
  await store.put(hash, await incoming());
  await store.remove(hash);

  const [put, removed] = requests;
  const key = `/live/${hash.slice(0, 2)}/${hash}`;
  expect(put?.method).toBe('PUT');
  expect(put?.url.split('?')[0]).toBe(key);
  expect(put?.body).toEqual(content);
  expect(put?.headers).toMatchObject({
    host: `wedding.s3.oss-cn-hangzhou.aliyuncs.com:${port}`,
    'content-length': String(content.length),
    'content-md5': md5.toString('base64'),
    'x-amz-content-sha256': hash,
  });
  for (const { headers } of requests) {
    const names = Object.keys(headers);
    expect(names.filter((name) => /checksum|trailer|crc/.test(name))).toEqual([]);
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers['transfer-encoding']).toBeUndefined();
  }
  expect([removed?.method, removed?.url.split('?')[0]]).toEqual(['DELETE', key]);
});

test('Aliyun is found by its region alone', () => {
  const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };
  const common = { bucket: 'wedding', endpoint: null, credentials, prefix: '' };
  for (const region of ['oss-cn-hangzhou', 'cn-hangzhou']) {
    expect(aliyunSettings({ ...common, region })).toMatchObject({
      endpoint: 'https://s3.oss-cn-hangzhou.aliyuncs.com',
      region: 'cn-hangzhou',
      pathStyle: false,
    });
  }
});

test('a hiccup of the store is not noticed', async () => {
  const { store, requests } = await against((_request, count) => {
    if (count === 1) return null;
    return count === 2 ? { status: 503 } : stored;
  });
  await store.put(hash, await incoming());
  expect(requests.map((request) => request.method)).toEqual(['PUT', 'PUT', 'PUT']);
  expect(requests.at(-1)?.body).toEqual(content);
  expect(await readdir(folder)).toEqual([]);
});

test('a store that is away is said, and the upload can be tried again', async () => {
  let away = true;
  const { store, requests } = await against(() => (away ? { status: 500 } : stored));
  const file = await incoming();
  await expect(store.put(hash, file)).rejects.toMatchObject({
    code: 'unavailable',
    status: 503,
    retry: true,
  });
  expect(requests).toHaveLength(3);
  expect(await readdir(folder)).toEqual(['upload.part']);
  away = false;
  await store.put(hash, file);
  expect(await readdir(folder)).toEqual([]);
});

test('bytes that were changed on the way are sent again', async () => {
  const damaged = { status: 400, body: '<Error><Code>BadDigest</Code></Error>' };
  const { store, requests } = await against((_request, count) => (count === 1 ? damaged : stored));
  await store.put(hash, await incoming());
  expect(requests).toHaveLength(2);
});

test('a store that keeps less than it was given is not believed', async () => {
  const { store } = await against(({ method }) =>
    method === 'HEAD'
      ? { status: 200, headers: { 'content-length': '3' } }
      : { status: 200, headers: { etag: '"something-else"' } },
  );
  await expect(store.put(hash, await incoming())).rejects.toMatchObject({ code: 'unavailable' });
});

test.each([
  [403, '<Error><Code>AccessDenied</Code></Error>', 'unavailable', 1],
  [404, '<Error><Code>NoSuchBucket</Code></Error>', 'unavailable', 1],
  [507, '<Error><Code>InsufficientStorage</Code></Error>', 'storage_full', 3],
])('status %i (%s) is %s', async (status, body, code, asked) => {
  const { store, requests } = await against(() => ({ status, body }));
  await expect(store.put(hash, await incoming())).rejects.toMatchObject({ code });
  expect(requests).toHaveLength(asked);
});

test('a bucket that is not there is not an empty one', async () => {
  const { store } = await against(() => ({
    status: 404,
    body: '<Error><Code>NoSuchBucket</Code></Error>',
  }));
  await expect(store.read(hash)).rejects.toMatchObject({ code: 'unavailable' });
});

test('a store that never answers does not hold anybody', async () => {
  recording = null;
  const silent = await startRecordingServer(() => ({ status: 200 }));
  await silent.stop();
  const { store } = await against(() => stored, { endpoint: `http://127.0.0.1:${silent.port}` });
  await expect(store.read(hash)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await store.check()).toBe('The storage of the pictures cannot be reached.');
});

test('a picture that breaks off half-way is a store that is away', async () => {
  const { store } = await against(() => ({
    status: 200,
    headers: { 'content-length': '1000' },
    body: content,
  }));
  await expect(store.read(hash)).rejects.toMatchObject({ code: 'unavailable' });
});

test('closing ends what is waiting for the store', async () => {
  const { store } = await against(() => ({ status: 503 }), {
    patience: { tries: 100, pauseMs: 10_000, tryMs: 10_000, idleMs: 10_000 },
  });
  const reading = store.read(hash);
  setTimeout(() => store.close(), 20);
  await expect(reading).rejects.toMatchObject({ code: 'unavailable' });
});
