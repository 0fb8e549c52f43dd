import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { ScannerSettings } from '../../config/scanner.ts';

/** `away`: nobody can say at the moment. */
export type Verdict = 'clean' | 'infected' | 'away';

export interface Scanner {
  scan: (content: Buffer) => Promise<Verdict>;
}

const CHUNK_BYTES = 64 * 1024;
const MAX_REPLY_BYTES = 4_096;

/**
 * Asks clamd with INSTREAM (clamd(8)): chunks with their length before them, an empty one at the
 * end. What is not a clear answer is none: the scanner is away then.
 *
 * @param timeoutMs for a whole scan.
 */
export function clamdScanner(settings: ScannerSettings, timeoutMs = 30_000): Scanner {
  return {
    scan: async (content) => {
      try {
        return verdictOf(await converse(settings, content, timeoutMs));
      } catch {
        // Whatever the reason, the file is held and asked about again.
        return 'away';
      }
    },
  };
}

/** @throws PictureLiveError `virus_found`; `unavailable` where nobody can say. */
export async function requireClean(scanner: Scanner | null, content: Buffer): Promise<void> {
  const verdict = scanner === null ? 'clean' : await scanner.scan(content);
  if (verdict === 'infected') throw new PictureLiveError('virus_found');
  if (verdict === 'away') {
    throw new PictureLiveError('unavailable', 'The virus scanner is away: try again shortly.');
  }
}

function verdictOf(reply: string): Verdict {
  if (reply === 'stream: OK') return 'clean';
  return /^stream: .+ FOUND$/.test(reply) ? 'infected' : 'away';
}

async function converse(
  settings: ScannerSettings,
  content: Buffer,
  timeoutMs: number,
): Promise<string> {
  const socket = connect(settings);
  const timer = setTimeout(() => socket.destroy(new Error('clamd is too slow.')), timeoutMs);
  try {
    const reply = readReply(socket);
    // Also when sending fails first.
    reply.catch(() => undefined);
    for (const part of partsOf(content)) await send(socket, part);
    return await reply;
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

function* partsOf(content: Buffer): Generator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for (let at = 0; at < content.length; at += CHUNK_BYTES) {
    const chunk = content.subarray(at, at + CHUNK_BYTES);
    yield lengthOf(chunk.length);
    yield chunk;
  }
  yield lengthOf(0);
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

function send(socket: Socket, part: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(part, (error) => (error ? reject(error) : resolve()));
  });
}

function readReply(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let reply = '';
    socket.on('data', (data: Buffer) => {
      reply += data.toString('latin1');
      const end = reply.indexOf('\0');
      if (end >= 0) resolve(reply.slice(0, end).trim());
      else if (reply.length > MAX_REPLY_BYTES) reject(new Error('clamd does not stop.'));
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('clamd hung up.')));
  });
}
