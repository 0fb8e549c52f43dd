import { EventEmitter } from 'node:events';
import { DEFAULT_RECIPE } from '@picture-live/shared/domain';
import { PictureLiveError } from '@picture-live/shared/errors';
import { expect, test, vi } from 'vitest';
import { createBridge } from './client.ts';
import type { BridgeEvent } from './contract.ts';
import { quietMessageHandlers } from './testing/message-handlers.ts';
import { quietRecipeHandlers } from './testing/recipe-handlers.ts';
import type { ShellHandlers } from './host.ts';
import { ipcTransport } from './ipc-client.ts';
import { serveIpcBridge, type ReceivingIpc } from './ipc.ts';
import { EMPTY_LEDGER, IDLE_DESK } from './testing/samples.ts';
import type { CallOutcome } from './outcome.ts';

type Listener = Parameters<ReceivingIpc<string>['handle']>[1];

/** Both ends of the bridge over a channel that copies what it carries, as Electron's does. */
function connect(sender = 'our page') {
  const listeners = new Map<string, Listener>();
  const page = new EventEmitter();
  const events = new Set<(event: BridgeEvent) => void>();
  const handlers: ShellHandlers = {
    ...IDLE_DESK,
    ...EMPTY_LEDGER,
    ...quietMessageHandlers(),
    capabilities: async () => ({ shell: 'electron', revealInFolder: true }),
    status: vi.fn<ShellHandlers['status']>().mockRejectedValue(new Error('SELECT failed')),
    listShots: async () => ({ shots: [], more: false }),
    retryShot: vi
      .fn<ShellHandlers['retryShot']>()
      .mockRejectedValue(new PictureLiveError('not_found', 'This shot is not there any more.')),
    setPublishMode: async () => null,
    decideShots: async () => ({ shots: [] }),
    rateShots: async () => ({ shots: [] }),
    ...quietRecipeHandlers(),
    saveRecipe: vi.fn<ShellHandlers['saveRecipe']>().mockResolvedValue({ id: 'new' }),
    setUplink: async () => null,
    wishShots: async () => ({ shotIds: [], shots: [] }),
    revealShot: async () => null,
    chooseFolder: async () => ({ path: null }),
  };
  const stop = serveIpcBridge<string>({
    ipc: {
      handle: (channel, listener) => listeners.set(channel, listener),
      removeHandler: (channel) => listeners.delete(channel),
    },
    host: {
      subscribe: (listener) => {
        events.add(listener);
        return () => events.delete(listener);
      },
    },
    handlers,
    isOurPage: (from) => from === 'our page',
    push: (channel, event) => page.emit(channel, {}, structuredClone(event)),
  });
  const transport = ipcTransport({
    invoke: async (channel, name, input): Promise<CallOutcome> => {
      const listener = listeners.get(channel);
      if (!listener) throw new Error(`No handler registered for '${channel}'`);
      return structuredClone(await listener(sender, name, structuredClone(input)));
    },
    on: (channel, listener) => page.on(channel, listener),
    removeListener: (channel, listener) => page.off(channel, listener),
  });
  const publish = (event: BridgeEvent): void => {
    for (const listener of events) listener(event);
  };
  return { bridge: createBridge(transport), transport, handlers, publish, stop };
}

test('calls reach the engine with their input, and replies come back', async () => {
  const { bridge, handlers } = connect();
  const recipe = { ...DEFAULT_RECIPE, artist: 'Jané' };
  expect(await bridge.call('saveRecipe', { id: null, recipe })).toEqual({ id: 'new' });
  expect(handlers.saveRecipe).toHaveBeenCalledWith({ id: null, recipe });
  expect(await bridge.call('listShots', { before: null, limit: 10, states: null })).toEqual({
    shots: [],
    more: false,
  });
});

test('a failure keeps its code and its sentence on the way', async () => {
  const { bridge } = connect();
  await expect(bridge.call('retryShot', { shotId: 'x' })).rejects.toMatchObject({
    name: 'PictureLiveError',
    code: 'not_found',
    message: 'This shot is not there any more.',
  });
});

test('a fault of the program says nothing of its insides to the page', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { bridge } = connect();
  const failure: unknown = await bridge.call('status', null).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'internal' });
  expect(String(failure)).not.toContain('SELECT');
  expect(said.mock.calls.join('')).toContain('SELECT failed');
  said.mockRestore();
});

test('a sender that is not our page is refused before its message is looked at', async () => {
  const { bridge, handlers } = connect('a frame inside it');
  await expect(
    bridge.call('saveRecipe', { id: null, recipe: DEFAULT_RECIPE }),
  ).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(handlers.saveRecipe).not.toHaveBeenCalled();
});

test('events arrive until the page stops listening', () => {
  const { bridge, publish } = connect();
  const heard: BridgeEvent[] = [];
  const stop = bridge.subscribe((event) => heard.push(event));
  publish({ type: 'shots_removed', ids: ['a'] });
  stop();
  publish({ type: 'shots_removed', ids: ['b'] });
  expect(heard).toEqual([{ type: 'shots_removed', ids: ['a'] }]);
});

test('the connection is there from the start', () => {
  const told: boolean[] = [];
  connect().bridge.onConnection((connected) => told.push(connected));
  expect(told).toEqual([true]);
});

test('after the end no event is pushed, and a call is told that nobody is there', async () => {
  const { bridge, publish, stop } = connect();
  const heard: BridgeEvent[] = [];
  bridge.subscribe((event) => heard.push(event));
  stop();
  publish({ type: 'shots', shots: [] });
  expect(heard).toEqual([]);
  await expect(bridge.call('capabilities', null)).rejects.toMatchObject({ code: 'unavailable' });
});

test('what cannot be copied between processes is told as a failure', async () => {
  const outcome = await connect().transport.invoke('saveRecipe', () => undefined);
  expect(outcome).toMatchObject({ ok: false, error: { code: 'unavailable' } });
});
