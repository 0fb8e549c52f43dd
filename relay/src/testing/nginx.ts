import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import https from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './debian-packages.ts';
import type { Program } from './debian-packages.ts';
import { freePort } from './free-port.ts';

const run = promisify(execFile);
const TEMPLATE = path.join(import.meta.dirname, '../../../deploy/nginx.conf');

/**
 * nginx of the system, or Debian's package beside the dependencies.
 *
 * @returns null where there is neither.
 */
export async function findNginx(): Promise<Program | null> {
  return findProgram({ name: 'nginx', package: 'nginx', unpackedAt: 'usr/sbin/nginx' });
}

export interface TestNginx {
  httpPort: number;
  httpsPort: number;
  /** Of its certificate. */
  ca: Buffer;
  cacheFolder: string;
  stop: () => Promise<void>;
}

/** Runs deploy/nginx.conf in front of these relays (`host:port`). */
export async function startNginx(
  program: Program,
  folder: string,
  relays: string[],
): Promise<TestNginx> {
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  const cacheFolder = path.join(folder, 'pictures');
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const request =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost';
  await run('openssl', [...request.split(' '), '-keyout', key, '-out', certificate]);
  const names: Record<string, string> = {
    SERVER_NAME: 'localhost',
    TLS_CERTIFICATE: certificate,
    TLS_KEY: key,
    RELAYS: relays.map((relay) => `server ${relay} max_fails=0;`).join(' '),
    LISTEN_HTTP: `127.0.0.1:${httpPort}`,
    LISTEN_HTTPS: `127.0.0.1:${httpsPort}`,
    CACHE: cacheFolder,
    RUN: folder,
  };
  const template = await readFile(TEMPLATE, 'utf8');
  const filled = template.replaceAll(/\$\{(\w+)\}/g, (_all, name: string) => names[name] ?? '');
  const config = path.join(folder, 'nginx.conf');
  // Its workers have to be let into a folder of ours.
  const user = process.getuid?.() === 0 ? 'user root;\n' : '';
  await writeFile(config, `daemon off;\n${user}${filled}`);
  const child = spawn(program.file, ['-p', folder, '-c', config], {
    env: { ...process.env, ...program.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exited = once(child, 'exit');
  await Promise.race([
    listening(httpsPort),
    exited.then(() => Promise.reject(new Error(`nginx did not start: ${said}`))),
  ]);
  return {
    httpPort,
    httpsPort,
    ca: await readFile(certificate),
    cacheFolder,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const socket = net.connect(port, '127.0.0.1');
    const connected = await Promise.race([
      once(socket, 'connect').then(() => true),
      new Promise<boolean>((resolve) => socket.once('error', () => resolve(false))),
    ]).catch(() => false);
    socket.destroy();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface NginxReply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Asks nginx over TLS, as a browser does. */
export async function askNginx(
  { ca, httpsPort }: Pick<TestNginx, 'ca' | 'httpsPort'>,
  url: string,
  options: https.RequestOptions = {},
  sent?: Buffer,
): Promise<NginxReply> {
  const { promise, resolve, reject } = Promise.withResolvers<NginxReply>();
  const where = { host: '127.0.0.1', port: httpsPort, servername: 'localhost', ca, path: url };
  const request = https.request({ ...options, ...where }, (reply) => {
    const { statusCode: status = 0, headers } = reply;
    reply
      .toArray()
      .then((chunks: Buffer[]) => resolve({ status, headers, body: Buffer.concat(chunks) }))
      .catch(reject);
  });
  request.on('error', reject);
  request.end(sent);
  return promise;
}
