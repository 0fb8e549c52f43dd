import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../../relay/src/config.ts';
import { OpenApi } from '../../../relay/src/docs/document.ts';
import type { Operation } from '../../../relay/src/docs/document.ts';
import { openRelay } from '../../../relay/src/relay.ts';
import { collectRoutes } from '../../../relay/src/testing/routes.ts';
import type { RegisteredRoute } from '../../../relay/src/testing/routes.ts';

/** A call as the relay describes it, with the schemas that its route was registered with. */
export interface Call {
  /** `METHOD /path`, as in relay/src/docs/notes.ts. */
  name: string;
  operation: Operation;
  route: RegisteredRoute;
}

export interface Interface {
  document: OpenApi;
  calls: Call[];
}

/** What a relay says of itself, by a relay that is opened for it and listens to nobody. */
export async function readInterface(): Promise<Interface> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'docs-'));
  try {
    let document: OpenApi | undefined;
    const routes = await collectRoutes(async () => {
      document = await askRelay(folder);
    });
    if (document === undefined) throw new Error('The relay has not described itself.');
    return { document, calls: callsOf(document, routes) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function askRelay(folder: string): Promise<OpenApi> {
  const settings = { DATA_DIR: folder, DEVICE_TOKEN: 'd'.repeat(48), LOG_LEVEL: 'silent' };
  const relay = await openRelay(readConfig(settings), false);
  try {
    return OpenApi.parse((await relay.app.inject('/api/docs/json')).json());
  } finally {
    await relay.close();
  }
}

function callsOf({ paths }: OpenApi, routes: Map<string, RegisteredRoute>): Call[] {
  return Object.entries(paths).flatMap(([url, operations]) =>
    Object.entries(operations).map(([method, operation]): Call => {
      const name = `${method.toUpperCase()} ${url.replaceAll(/\{(\w+)\}/g, ':$1')}`;
      const route = routes.get(name);
      if (route === undefined) throw new Error(`${name} is described and not registered.`);
      return { name, operation, route };
    }),
  );
}
