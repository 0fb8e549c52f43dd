import {
  CALLS,
  type CallInput,
  type CallName,
  type CallReply,
  type EngineStatus,
  type ShotView,
} from '@picture-live/desktop/bridge';
import { ErrorBody } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { until } from './until.ts';

/** Calls whose reply is `null`, and one whose reply is in the shots as well. */
type SilentCall =
  | { [N in CallName]: CallReply<N> extends null ? N : never }[CallName]
  | 'wishShots'
  | 'decideShots'
  | 'rateShots'
  | 'saveRecipe'
  | 'redevelop';

/** The bridge of a headless engine, used as a script of the photographer would. */
export interface Tether {
  status(): Promise<EngineStatus>;
  /** Every shot, newest first. */
  shots(): Promise<ShotView[]>;
  /** The shots whose file has this name, newest first. */
  shotsNamed(name: string): Promise<ShotView[]>;
  /** Waits until a shot with this file name is as wanted. */
  waitForShot(name: string, wanted: (shot: ShotView) => boolean): Promise<ShotView>;
  retryShot(shotId: string): Promise<void>;
  /** Any call of the bridge that has nothing to say. */
  call<N extends SilentCall>(name: N, input: CallInput<N>): Promise<void>;
}

/** @param url the address of the tether UI, with its token. */
export function openTether(url: string): Tether {
  const { origin, searchParams } = new URL(url);
  const authorization = `Bearer ${searchParams.get('token') ?? ''}`;

  async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<unknown> {
    const reply = await fetch(`${origin}/bridge/${name}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const body: unknown = await reply.json();
    if (reply.ok) return body;
    throw new Error(`${name} answered ${reply.status}: ${z.parse(ErrorBody, body).error.message}`);
  }

  async function shots(): Promise<ShotView[]> {
    const all: ShotView[] = [];
    for (let more = true; more;) {
      const before = all.at(-1)?.id ?? null;
      const page = CALLS.listShots.reply.parse(
        await call('listShots', { before, limit: 500, states: null }),
      );
      all.push(...page.shots);
      more = page.more;
    }
    return all;
  }

  const shotsNamed = async (name: string): Promise<ShotView[]> =>
    (await shots()).filter((shot) => shot.name === name);

  return {
    status: async () => CALLS.status.reply.parse(await call('status', null)),
    shots,
    shotsNamed,
    waitForShot: (name, wanted) =>
      until(`the shot ${name} to be as wanted`, async () => {
        const named = await shotsNamed(name);
        const found = named.find(wanted);
        if (found !== undefined) return found;
        throw new Error(`There is ${JSON.stringify(named)}.`);
      }),
    async retryShot(shotId) {
      await call('retryShot', { shotId });
    },
    async call(name, input) {
      await call(name, input);
    },
  };
}
