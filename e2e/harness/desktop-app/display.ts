import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { XVFB } from './binary.ts';

export interface Display {
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** The display of this machine, or a virtual one where it has none. */
export async function openDisplay(): Promise<Display> {
  const isThere = [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some(Boolean);
  if (process.platform !== 'linux' || isThere || XVFB === null) {
    return { env: {}, stop: async () => undefined };
  }
  const server = spawn(
    XVFB,
    ['-displayfd', '1', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const number = await new Promise<string>((resolve, reject) => {
    server.stdout.setEncoding('utf8').once('data', resolve);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}.`)));
  });
  return {
    env: { DISPLAY: `:${number.trim()}` },
    async stop() {
      server.kill();
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    },
  };
}
