import { S3Client } from '@aws-sdk/client-s3';
import type { Patience, S3Settings } from './s3-settings.ts';

const CONNECT_MS = 3_000;

/** It would write to the console; what fails is thrown, and logged with the request it belongs to. */
const nothing = (): void => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/**
 * A client of the SDK for a bucket, with a bounded number of connections of its own.
 *
 * Checksums only where a call requires them: the SDK's newer default sends CRC trailers in chunks,
 * which neither Aliyun OSS nor most other servers understand. Integrity is kept by Content-MD5 and
 * the signed SHA-256 of the body instead (see S3Store).
 */
export function createS3Client(
  settings: S3Settings,
  patience: Patience,
  connections: number,
): S3Client {
  const { endpoint, credentials, lookup } = settings;
  const agent = {
    keepAlive: true,
    maxSockets: connections,
    ...(lookup === undefined ? {} : { lookup }),
  };
  return new S3Client({
    region: settings.region,
    forcePathStyle: settings.pathStyle,
    ...(endpoint === null ? {} : { endpoint }),
    ...(credentials === null ? {} : { credentials }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    logger: SILENT,
    // Tried again by the store itself, which can open the file of an upload once more.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      socketTimeout: patience.idleMs,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
}
