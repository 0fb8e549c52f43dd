import { tellSupervisor } from '@picture-live/shared/process';
import { readConfig } from './config.ts';
import type { RelayConfig } from './config.ts';
import { openLog } from './log/open-log.ts';
import type { RelayLog } from './log/open-log.ts';
import { openRelay } from './relay.ts';
import type { Relay } from './relay.ts';
import { explainStartFailure } from './start-failure.ts';
import { VERSION } from './version.ts';

/*
 * The relay as a process: reads its settings from the environment, listens, tells a supervisor (if
 * there is one) that it is ready, and drains when it is asked to end.
 */

// Whoever loses the supervisor ends at once: it was killed, and nobody else would stop this process.
process.once('disconnect', () => process.exit(1));

const askedToEnd = new Promise<void>((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
});

const relay = await start();
await askedToEnd;
// What has not finished by then is cut: a supervisor does not wait for ever either.
const cut = setTimeout(() => relay.app.server.closeAllConnections(), relay.drainMs);
await relay.close();
clearTimeout(cut);
process.exit(0);

async function start(): Promise<Relay> {
  let config: RelayConfig | undefined;
  let log: RelayLog | undefined;
  try {
    config = readConfig(process.env);
    log = openLog({ files: config.log, stderr: process.stderr, now: Date.now });
    process.on('uncaughtException', crash.bind(null, log));
    return await openAndListen(config, log);
  } catch (error) {
    log?.notStarted(error);
    return giveUp(explainStartFailure(error, config));
  }
}

/** Node itself would also show what drivers hang on a failure, such as the command that failed. */
function crash(log: RelayLog, error: unknown): never {
  log.crashed(error);
  process.exit(1);
}

async function giveUp(message: string): Promise<never> {
  // A supervisor says it to the person itself; twice would read as two troubles.
  if (!process.connected) process.stderr.write(`${message}\n`);
  await tellSupervisor({ type: 'start_failed', message });
  return process.exit(1);
}

async function openAndListen(config: RelayConfig, log: RelayLog): Promise<Relay> {
  const opened = await openRelay(config, { level: config.logLevel, stream: log.stream }, log);
  try {
    await opened.app.listen({ port: config.port, host: config.host });
  } catch (error) {
    await opened.close();
    throw error;
  }
  const address = opened.app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const { id: sessionId, slug } = opened.session;
  const { log: says } = opened.app;
  const [database, storage] = [config.database.kind, config.storage.type];
  says.info({ version: VERSION, node: process.version, database, storage }, 'ready');
  await tellSupervisor({ type: 'relay_ready', port, sessionId, slug });
  const close = async (): Promise<void> => {
    says.info('ending');
    await opened.close();
    log.close();
  };
  return { ...opened, close };
}
