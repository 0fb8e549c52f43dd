import { Health } from '@picture-live/shared/protocol';
import { checkPort, type WantedPort } from '../supervisor/ports.ts';
import { StartError } from '../supervisor/problems.ts';
import { fail, ok, reasonOf, type Finding } from './finding.ts';
import { ask, readJson } from './web/ask.ts';

/** @param relay what answers at this port, see `relayAt`. */
export async function checkRelayPort(wanted: WantedPort, relay: Health | null): Promise<Finding> {
  const name = `port ${wanted.port}`;
  if (relay !== null) return ok(name, `A relay ${relay.version} is running here.`);
  return checkFree(name, wanted);
}

/** The tether UI tells nobody anything without its token. */
export async function checkTetherPort(wanted: WantedPort, isInUse: boolean): Promise<Finding> {
  const name = `port ${wanted.port}`;
  const free = await checkFree(name, wanted);
  if (free.state === 'ok' || !isInUse) return free;
  return ok(name, 'Taken while Picture Live is running here.');
}

async function checkFree(name: string, wanted: WantedPort): Promise<Finding> {
  try {
    await checkPort(wanted);
    return ok(name, 'Free.');
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const [says = '', fix = ''] = reasonOf(error).split(/: /);
    return fail(name, `${says}.`, `${fix.charAt(0).toUpperCase()}${fix.slice(1)}.`);
  }
}

/** The relay that listens there, or null. */
export async function relayAt({
  host,
  port,
}: Pick<WantedPort, 'host' | 'port'>): Promise<Health | null> {
  const local = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  const url = new URL(`http://${local.includes(':') ? `[${local}]` : local}:${port}/health`);
  try {
    return readJson(Health, await ask(url));
  } catch {
    // Nobody there, or nobody who speaks HTTP: both are what the port itself is asked next.
    return null;
  }
}
