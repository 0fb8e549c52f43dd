import path from 'node:path';
import { asDevice, type Device } from '../harness/device.ts';
import { newDeviceToken, startRelay } from '../harness/parts.ts';
import { temporaryFolder } from '../harness/project.ts';

/** A relay process with nothing else, for what is measured on it alone. */
export interface RelayAlone {
  readonly url: string;
  readonly pid: number;
  readonly sessionId: string;
  readonly slug: string;
  readonly dataDir: string;
  readonly deviceToken: string;
  readonly device: Device;
  /** Ends the process, does something to its data, and starts it again. */
  restartAfter(change: (dataDir: string) => void | Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** @param env further settings, such as those of a database. */
export async function startRelayAlone(env: Record<string, string> = {}): Promise<RelayAlone> {
  const scratch = await temporaryFolder('relay');
  const settings = {
    dataDir: path.join(scratch.path, 'relay'),
    deviceToken: newDeviceToken(),
    port: 0,
    env,
  };
  let part = await startRelay(settings);
  const url = () => `http://127.0.0.1:${part.ready.port}`;
  return {
    get url() {
      return url();
    },
    get pid() {
      return part.pid;
    },
    get device() {
      return asDevice(url(), part.ready.sessionId, settings.deviceToken);
    },
    sessionId: part.ready.sessionId,
    slug: part.ready.slug,
    dataDir: settings.dataDir,
    deviceToken: settings.deviceToken,
    async restartAfter(change) {
      await part.stop();
      await change(settings.dataDir);
      part = await startRelay(settings);
    },
    async stop() {
      await part.stop();
      await scratch.remove();
    },
  };
}
