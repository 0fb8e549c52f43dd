import path from 'node:path';
import { deviceClient } from '@picture-live/shared/client';
import type { RelayReady } from '@picture-live/shared/process';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Browser } from 'playwright-core';
import { registerOwner, type Owner } from './account.ts';
import { BROWSER, closePages, launchBrowser } from './browser.ts';
import { asDevice, type Device } from './device.ts';
import { newDeviceToken, startRelay, type Part } from './parts.ts';
import { freePort } from './ports.ts';
import { temporaryFolder } from './project.ts';

/** A relay by itself with its owner and a laptop, and a browser: for what needs no engine. */
export interface RelayStage {
  readonly url: string;
  readonly sessionId: string;
  readonly slug: string;
  readonly deviceToken: string;
  readonly owner: Owner;
  readonly browser: Browser;
  /** A session of its own, to which the laptop may deliver. */
  openSession(title: string): Promise<OpenSession>;
  /** kill -9, and a start on the same data and port. */
  restart(): Promise<void>;
}

export interface OpenSession {
  readonly id: string;
  readonly slug: string;
  readonly device: Device;
}

interface Raised {
  part: Part<RelayReady>;
  owner: Owner;
  browser: Browser | null;
  begin: () => Promise<Part<RelayReady>>;
  remove: () => Promise<void>;
  deviceToken: string;
}

async function raise(): Promise<Raised> {
  const scratch = await temporaryFolder('relay-stage');
  const deviceToken = newDeviceToken();
  const port = await freePort();
  const dataDir = path.join(scratch.path, 'relay');
  const begin = () => startRelay({ dataDir, deviceToken, port });
  const part = await begin();
  const owner = await registerOwner(`http://127.0.0.1:${part.ready.port}`);
  const browser = BROWSER === null ? null : await launchBrowser();
  return { part, owner, browser, begin, remove: () => scratch.remove(), deviceToken };
}

/** Sets it up for all tests of a file, and closes the pages after each. */
export function setRelayStage(): RelayStage {
  let raised: Raised | null = null;
  beforeAll(async () => {
    raised = await raise();
  });
  afterEach(({ task }) => closePages(task, raised?.browser ?? undefined));
  afterAll(async () => {
    await raised?.browser?.close();
    await raised?.part.stop();
    await raised?.remove();
  });

  const present = (): Raised => {
    if (raised === null) throw new Error('The stage is not set yet.');
    return raised;
  };
  const url = (): string => `http://127.0.0.1:${present().part.ready.port}`;
  return {
    get url() {
      return url();
    },
    get sessionId() {
      return present().part.ready.sessionId;
    },
    get slug() {
      return present().part.ready.slug;
    },
    get deviceToken() {
      return present().deviceToken;
    },
    get owner() {
      return present().owner;
    },
    get browser() {
      const { browser } = present();
      if (browser === null) throw new Error('There is no browser.');
      return browser;
    },
    async openSession(title) {
      const { owner, deviceToken } = present();
      const { id, slug } = await owner.createSession(title);
      const laptops = deviceClient(owner.auth.call);
      const [laptop] = await laptops.devices();
      if (laptop === undefined) throw new Error('The relay knows no laptop.');
      await laptops.giveSessions(laptop.id, [...laptop.sessionIds, id]);
      return { id, slug, device: asDevice(url(), id, deviceToken) };
    },
    async restart() {
      const stage = present();
      await stage.part.kill();
      stage.part = await stage.begin();
    },
  };
}
