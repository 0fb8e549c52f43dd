import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, systemCode } from './problems.ts';

/** How long a predecessor that was killed may take to let go of its port. */
const PATIENCE_MS = 1_500;
const RETRY_MS = 100;

export interface WantedPort {
  host: string;
  port: number;
  /** The option that changes the port, for the sentence. */
  option: string;
}

/**
 * Makes sure that a port can be listened on before anything is started for it.
 *
 * @throws StartError naming the port and the option that changes it.
 */
export async function checkPort({ host, port, option }: WantedPort): Promise<void> {
  if (port === 0) return;
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const problem = await tryToListen(host, port);
    if (problem === null) return;
    if (problem === 'EADDRINUSE' && Date.now() < deadline) await sleep(RETRY_MS);
    else throw new StartError(explain(problem, { host, port, option }));
  }
}

/** The error code of listening there, or null. */
async function tryToListen(host: string, port: number): Promise<string | null> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return null;
  } catch (error) {
    return systemCode(error) ?? String(error);
  } finally {
    server.close();
  }
}

function explain(problem: string, { host, port, option }: WantedPort): string {
  switch (problem) {
    case 'EADDRINUSE':
      return `Port ${port} is already in use, perhaps by another Picture Live: stop that program or choose another port with ${option}.`;
    case 'EACCES':
      return `This user may not listen on port ${port}: choose one above 1023 with ${option}.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is not an address of this computer: choose another with --host.`;
    default:
      return `Port ${port} on ${host} cannot be used (${problem}): choose another with ${option}.`;
  }
}
