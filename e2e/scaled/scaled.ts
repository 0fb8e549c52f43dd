import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import tls from 'node:tls';
import { findNginx, startNginx } from '../../relay/src/testing/nginx.ts';
import { findRedis } from '../../relay/src/testing/redis-server.ts';
import { newDeviceToken } from '../harness/parts.ts';
import { freePort } from '../harness/ports.ts';
import { temporaryFolder } from '../harness/project.ts';
import { viewRelay, type RelayView } from '../harness/relay-view.ts';
import { startInstance, type Instance } from './instance.ts';
import { startServers, type Servers } from './servers.ts';
import { stopAll, type Stoppable } from './stop-all.ts';

/** Two relays behind nginx, on PostgreSQL, Redis and S3: everything real, on this machine. */
export interface Scaled {
  /** Where guests, people and laptops come in: nginx, with TLS. */
  readonly origin: string;
  /** Of the certificate of nginx (PEM file). */
  readonly caFile: string;
  readonly servers: Servers;
  /** Where the data folders of the relays (`a`, `b`) and the files of the bucket (`bucket`) are. */
  readonly folder: string;
  /** By which all relays find the servers, and what they sign with. */
  readonly env: Record<string, string>;
  readonly instances: readonly [Instance, Instance];
  readonly sessionId: string;
  readonly slug: string;
  readonly deviceToken: string;
  /** The first session through nginx. */
  readonly relay: RelayView;
  /** What the instances said. */
  log(): string;
  stop(): Promise<void>;
}

/** What is missing on this machine, or null: then the scaled mode can be started. */
export async function whyNotScaled(): Promise<string | null> {
  if ((await findNginx()) === null) return 'nginx is neither installed nor to be had.';
  if ((await findRedis()) === null) return 'Redis is neither installed nor to be had.';
  return null;
}

/** Starts everything. From then on this process believes the certificate of its nginx. */
export async function startScaled(): Promise<Scaled> {
  const started: Stoppable[] = [];
  try {
    return await startAll(started);
  } catch (error) {
    await stopAll(started);
    throw error;
  }
}

async function startAll(started: Stoppable[]): Promise<Scaled> {
  const scratch = await temporaryFolder('scaled');
  started.push({ stop: () => scratch.remove() });
  const servers = await startServers(scratch.path);
  started.push(servers);

  const deviceToken = newDeviceToken();
  const env = {
    ...servers.env,
    JWT_SECRET: randomBytes(48).toString('base64'),
    TRUST_PROXY: 'loopback',
  };
  const begin = async (name: string): Promise<Instance> => {
    const dataDir = path.join(scratch.path, name);
    const instance = await startInstance({ dataDir, deviceToken, port: await freePort(), env });
    started.push(instance);
    return instance;
  };
  // At once: they find an empty database and agree about it.
  const instances = await Promise.all([begin('a'), begin('b')]);

  const front = await startFront(
    scratch.path,
    instances.map(({ url }) => new URL(url).host),
  );
  started.push(front);
  const { sessionId, slug } = instances[0].ready;
  return {
    ...front,
    servers,
    folder: scratch.path,
    env,
    instances,
    sessionId,
    slug,
    deviceToken,
    relay: viewRelay(front.origin, sessionId),
    log: () => instances.map((instance) => instance.log()).join('\n── the other instance:\n'),
    stop: () => stopAll(started),
  };
}

async function startFront(
  scratch: string,
  relays: string[],
): Promise<{ origin: string; caFile: string; stop(): Promise<void> }> {
  const program = await findNginx();
  if (program === null) throw new Error('There is no nginx.');
  const folder = path.join(scratch, 'nginx');
  await mkdir(folder);
  const { httpsPort, ca, stop } = await startNginx(program, folder, relays);
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, ca);
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ca.toString()]);
  return { origin: `https://localhost:${httpsPort}`, caFile, stop };
}
