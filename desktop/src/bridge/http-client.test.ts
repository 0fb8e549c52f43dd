import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTetherServer, type TetherServer } from '../headless/server.ts';
import { createBridge } from './client.ts';
import type { BridgeEvent } from './contract.ts';
import { httpTransport, reconnectWait } from './http-client.ts';
import { sampleId, sampleShot, sampleStatus } from './testing/samples.ts';
import { scriptedEngine, type ScriptedEngine } from './testing/scripted-engine.ts';
import { loadUiFiles } from './ui-files.ts';

let engine: ScriptedEngine;
let server: TetherServer;
let uiFolder: string;
let port = 0;
const stops: (() => void)[] = [];

async function listen(token = 'token'): Promise<void> {
  server = await startTetherServer({
    host: engine,
    handlers: {
      ...engine.handlers,
      capabilities: async () => ({ shell: 'headless', revealInFolder: false }),
      revealShot: async () => null,
      chooseFolder: async () => ({ path: null }),
    },
    ui: await loadUiFiles(uiFolder),
    token,
    address: '127.0.0.1',
    port,
  });
  port = Number(new URL(server.url).port);
}

beforeEach(async () => {
  uiFolder = await mkdtemp(path.join(os.tmpdir(), 'http-client-'));
  await writeFile(path.join(uiFolder, 'index.html'), '');
  engine = scriptedEngine();
  port = 0;
  await listen();
});

afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await server.close();
  await rm(uiFolder, { recursive: true });
});

/** The client of the page, but with a header where a browser has its cookie. */
function open(token = 'token') {
  const headers = { authorization: `Bearer ${token}` };
  const onUnauthorized = vi.fn();
  const transport = httpTransport({
    base: new URL('/', server.url).href,
    onUnauthorized,
    fetch: (input, init) => fetch(input, { ...init, headers }),
    connect: (url) => new WebSocket(url, { headers }),
    random: () => 0,
  });
  stops.push(() => transport.stop());
  const bridge = createBridge(transport);
  const events: BridgeEvent[] = [];
  const connections: boolean[] = [];
  bridge.subscribe((event) => events.push(event));
  bridge.onConnection((connected) => connections.push(connected));
  return { bridge, events, connections, onUnauthorized };
}

const until = (check: () => boolean) => vi.waitUntil(check, { timeout: 20_000, interval: 10 });

describe('the bridge over HTTP', () => {
  it('carries calls there and replies back', async () => {
    engine.shots = [sampleShot(1), sampleShot(2), sampleShot(3)];
    const { bridge } = open();
    expect(await bridge.call('status', null)).toEqual(sampleStatus());
    const page = await bridge.call('listShots', { before: null, limit: 2, states: null });
    expect(page).toEqual({ shots: [sampleShot(3), sampleShot(2)], more: true });
    expect(await bridge.call('retryShot', { shotId: sampleId(1) })).toBeNull();
  });

  it('fails with the code and the sentence of the engine', async () => {
    const { bridge } = open();
    await expect(bridge.call('retryShot', { shotId: 'x' })).rejects.toMatchObject({
      code: 'not_found',
      message: 'There is no such shot.',
    });
  });

  it('carries events as they happen', async () => {
    const { events, connections } = open();
    await until(() => connections.at(-1) === true);
    engine.emit({ type: 'shots', shots: [sampleShot(1)] });
    engine.emit({ type: 'shots_removed', ids: [sampleId(1)] });
    await until(() => events.length === 2);
    expect(events).toEqual([
      { type: 'shots', shots: [sampleShot(1)] },
      { type: 'shots_removed', ids: [sampleId(1)] },
    ]);
  });

  it('says when the engine is gone, and comes back to the next one by itself', async () => {
    const { bridge, connections, events } = open();
    await until(() => connections.at(-1) === true);
    await server.close();
    await until(() => connections.at(-1) === false);
    await expect(bridge.call('status', null)).rejects.toMatchObject({ code: 'unavailable' });
    engine = scriptedEngine();
    await listen();
    await until(() => connections.at(-1) === true);
    expect(connections).toEqual([false, true, false, true]);
    engine.emit({ type: 'shots_removed', ids: ['x'] });
    await until(() => events.length === 1);
  });

  it('notices that its token is not taken any more', async () => {
    const { connections, onUnauthorized } = open();
    await until(() => connections.at(-1) === true);
    await server.close();
    await listen('another');
    await until(() => onUnauthorized.mock.calls.length > 0);
    expect(connections.at(-1)).toBe(false);
  });

  it('stays silent once it was stopped', async () => {
    const { connections } = open();
    await until(() => connections.at(-1) === true);
    for (const stop of stops) stop();
    await server.close();
    await sleep(50);
    expect(connections).toEqual([false, true]);
    await listen();
  });
});

describe('reconnectWait', () => {
  it('doubles up to five seconds, and never lets all pages come at once', () => {
    const least = [0, 1, 2, 3, 10].map((failures) => reconnectWait(failures, () => 0));
    expect(least).toEqual([125, 250, 500, 1000, 2500]);
    expect(reconnectWait(10, () => 0.999)).toBeLessThan(5_000);
    expect(reconnectWait(0, () => 0.999)).toBeGreaterThan(reconnectWait(0, () => 0));
  });
});
