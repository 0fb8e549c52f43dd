import {
  CALLS,
  type BridgeHandlers,
  type CallInput,
  type CallReply,
} from '../../bridge/contract.ts';
import { DESK_CALLS } from '../../bridge/desk.ts';
import type { Engine } from '../engine.ts';

type EngineCall = keyof BridgeHandlers;

/** What only a shell can do, it does itself. */
const NOT_OURS: readonly string[] = [
  'capabilities',
  'revealShot',
  'chooseFolder',
  ...Object.keys(DESK_CALLS),
];

function isEngineCall(name: string): name is EngineCall {
  return !NOT_OURS.includes(name);
}

const ENGINE_CALLS = Object.keys(CALLS).filter(isEngineCall);

function hasAll(handlers: object): handlers is BridgeHandlers {
  return ENGINE_CALLS.every((name) => Object.hasOwn(handlers, name));
}

/**
 * The calls of the engine, carried out by whichever is current. Without one there are no shots.
 *
 * @param settled waits for a switch under way
 * @param running the same; throws where there is no engine
 */
export function engineHandlers(
  settled: () => Promise<Engine | null>,
  running: () => Promise<Engine>,
): BridgeHandlers {
  function pass<N extends EngineCall>(name: N) {
    return async (input: CallInput<N>): Promise<CallReply<N>> => {
      const { handlers } = await running();
      return handlers[name](input);
    };
  }
  const passed: object = Object.fromEntries(ENGINE_CALLS.map((name) => [name, pass(name)]));
  if (!hasAll(passed)) throw new Error('A call of the contract is carried out by nobody.');
  return {
    ...passed,
    listShots: async (page) =>
      (await settled())?.handlers.listShots(page) ?? { shots: [], more: false },
  };
}
