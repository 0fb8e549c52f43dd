import type { S3Client } from '@aws-sdk/client-s3';

const HEADER = 'x-amz-content-sha256';
const HASH_AT_THE_END = /[0-9a-f]{64}$/;

/**
 * Signs uploads with the SHA-256 of their body, which the key ends with: a server that checks
 * signatures refuses any other bytes. The SDK cannot do it for a stream, whose hash it would have
 * to know before it reads it.
 */
export function signBodyHash(client: S3Client): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const { request, input } = args;
      const hash = 'Key' in input ? HASH_AT_THE_END.exec(input.Key ?? '')?.[0] : undefined;
      if ('Body' in input && hash !== undefined && hasHeaders(request)) {
        request.headers[HEADER] = hash;
      }
      return next(args);
    },
    { step: 'build', name: 'signBodyHash' },
  );
}

function hasHeaders(request: unknown): request is { headers: Record<string, string> } {
  return typeof request === 'object' && request !== null && 'headers' in request;
}
