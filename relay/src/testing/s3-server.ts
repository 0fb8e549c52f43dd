import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { v7 as uuid } from 'uuid';
import * as z from 'zod/mini';
import type { S3Settings } from '../storage/s3/s3-settings.ts';

const PROCESS = path.join(import.meta.dirname, 's3-server-process.ts');
const BUCKET = 'photographs';

/** A real S3 server, and how a store reaches it. */
export interface S3Server {
  /** Each call gives a place of its own in the bucket. */
  settings: () => S3Settings;
  stop: () => Promise<void>;
}

/** Starts one over a folder. */
export async function startS3Server(folder: string): Promise<S3Server> {
  // It makes its continuation tokens with DES, which OpenSSL 3 only has as a legacy.
  const execArgv = ['--openssl-legacy-provider'];
  const child = fork(PROCESS, [folder, BUCKET], { execArgv, stdio: 'inherit' });
  const [{ port }] = z
    .tuple([z.object({ port: z.number() })])
    .parse((await once(child, 'message')).slice(0, 1));
  return {
    settings: () => ({
      bucket: BUCKET,
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      pathStyle: true,
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
      prefix: `${uuid()}/`,
    }),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

/**
 * A server that somebody else runs: S3_TEST_ENDPOINT (empty for AWS itself), S3_TEST_BUCKET,
 * S3_TEST_REGION, S3_TEST_PATH_STYLE=true|false, S3_TEST_ACCESS_KEY_ID, S3_TEST_SECRET_ACCESS_KEY.
 *
 * @returns null where S3_TEST_BUCKET is not set.
 */
export function givenS3(env: NodeJS.ProcessEnv): (() => S3Settings) | null {
  const bucket = env['S3_TEST_BUCKET'];
  if (bucket === undefined || bucket === '') return null;
  const accessKeyId = env['S3_TEST_ACCESS_KEY_ID'] ?? '';
  const secretAccessKey = env['S3_TEST_SECRET_ACCESS_KEY'] ?? '';
  const endpoint = env['S3_TEST_ENDPOINT'] ?? '';
  return () => ({
    bucket,
    region: env['S3_TEST_REGION'] ?? 'us-east-1',
    endpoint: endpoint === '' ? null : endpoint,
    pathStyle: env['S3_TEST_PATH_STYLE'] === 'true',
    credentials: accessKeyId === '' ? null : { accessKeyId, secretAccessKey },
    prefix: `picture-live-test-${uuid()}/`,
  });
}
