import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TEMPLATE = path.join(import.meta.dirname, '../../deploy/nginx.conf');
const DOWNLOADED = path.join(import.meta.dirname, '../../node_modules/.cache/nginx');

/**
 * nginx of the system, or Debian's package unpacked beside the dependencies: nothing is installed.
 *
 * @returns null where there is neither.
 */
export async function findNginx(): Promise<string | null> {
  const unpacked = path.join(DOWNLOADED, 'usr/sbin/nginx');
  const candidates = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx', unpacked];
  for (const file of candidates) if (await isExecutable(file)) return file;
  try {
    await mkdir(DOWNLOADED, { recursive: true });
    await run('apt-get', ['download', 'nginx'], { cwd: DOWNLOADED });
    const [archive = ''] = (await readdir(DOWNLOADED)).filter((name) => name.endsWith('.deb'));
    await run('dpkg-deb', ['-x', archive, '.'], { cwd: DOWNLOADED });
  } catch {
    await rm(DOWNLOADED, { recursive: true, force: true });
    return null;
  }
  return (await isExecutable(unpacked)) ? unpacked : null;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

export interface TestNginx {
  httpPort: number;
  httpsPort: number;
  /** Of its certificate. */
  ca: Buffer;
  cacheFolder: string;
  stop: () => Promise<void>;
}

/** Runs the template of relay/deploy in front of these relays (`host:port`). */
export async function startNginx(
  program: string,
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
    RELAYS: relays.map((relay) => `server ${relay};`).join(' '),
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
  const child = spawn(program, ['-p', folder, '-c', config], {
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

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
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
