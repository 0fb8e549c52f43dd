import type { RelayConfig } from '../../relay/src/config.ts';
import { checkDatabase } from './database.ts';
import { look, reasonOf, type Finding } from './finding.ts';
import { checkLeftovers } from './lock.ts';
import { checkFolder, checkLogFolder, checkSpace } from './machine.ts';
import { checkNative, checkNode, checkPlausible } from './machine.ts';
import type { DoctorOptions } from './options.ts';
import { checkRelayPort, checkTetherPort, relayAt } from './ports.ts';
import { checkRedis } from './redis.ts';
import { readSettings } from './settings.ts';
import { checkStorage } from './storage.ts';
import { ask } from './web/ask.ts';
import { checkGallery } from './web/pages.ts';
import { checkPictures } from './web/pictures.ts';
import { checkClock, judgeReady, nobodyAnswers } from './web/relay.ts';
import { checkSocket } from './web/socket.ts';
import { checkTls } from './web/tls.ts';
import { checkUploads } from './web/uploads.ts';

const STANDARD_UPLOAD = 32 * 1024 * 1024;

/** Everything there is to say about a machine and, where an address is given, about a deployment. */
export async function examine(options: DoctorOptions, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const { finding, config } = await readSettings(options, env);
  const isLocal = options.machine;
  return [
    checkNode(process.version),
    checkNative(),
    await look('clock', () => checkPlausible(Date.now())),
    ...(isLocal ? [finding] : []),
    ...(isLocal && config !== null ? await examineRelay(options, config) : []),
    ...(options.url === null ? [] : await examineAddress(options.url, config)),
  ];
}

async function examineRelay(options: DoctorOptions, config: RelayConfig): Promise<Finding[]> {
  const { host, port, dataDir, log } = config;
  const folder = options.home ?? dataDir;
  const relayPort = { host, port, option: options.home === null ? 'PORT' : '--port' };
  const relay = await relayAt(relayPort);
  const isRunning = relay !== null;
  return [
    await look('data folder', () => checkFolder(folder)),
    await look('free disk', () => checkSpace(folder)),
    ...(log === null ? [] : [await look('log folder', () => checkLogFolder(log.folder))]),
    await look(`port ${port}`, () => checkRelayPort(relayPort, relay)),
    ...(options.home === null ? [] : [await examineTether(options.tetherPort, isRunning)]),
    await look('leftovers', () => checkLeftovers(dataDir, isRunning, Date.now())),
    await look('database', () => checkDatabase(config.database)),
    await look('Redis', () => checkRedis(config.redis)),
    await look('pictures', () => checkStorage(config.storage)),
  ];
}

async function examineTether(port: number, isRunning: boolean): Promise<Finding> {
  const wanted = { host: '127.0.0.1', port, option: '--tether-port' };
  return look(`port ${port}`, () => checkTetherPort(wanted, isRunning));
}

/** From the outside in: where nobody answers, everything behind it would only say the same. */
async function examineAddress(url: URL, config: RelayConfig | null): Promise<Finding[]> {
  const answer = await ask(new URL('/ready', url)).catch(reasonOf);
  if (typeof answer === 'string') return [nobodyAnswers(url, answer)];
  return [
    judgeReady(url, answer),
    await look('TLS', () => checkTls(url, Date.now())),
    await look('clock of the relay', () => checkClock(url)),
    await look('gallery', () => checkGallery(url)),
    await look('live updates', () => checkSocket(url)),
    await look('upload limit', () => checkUploads(url, config?.maxBlobBytes ?? STANDARD_UPLOAD)),
    await look('picture caching', () => checkPictures(url)),
  ];
}
