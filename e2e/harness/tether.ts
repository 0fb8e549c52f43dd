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

/** The bridge of a headless engine, used as a script of the photographer would. */
export interface Tether {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallReply<N>>;
  status(): Promise<EngineStatus>;
  /** Every shot, newest first. */
  shots(): Promise<ShotView[]>;
  shotNamed(name: string): Promise<ShotView | undefined>;
  /** Waits until the shot with this file name is as wanted. */
  waitForShot(name: string, wanted: (shot: ShotView) => boolean): Promise<ShotView>;
}

/** @param url the address of the tether UI, with its token. */
export function openTether(url: string): Tether {
  const { origin, searchParams } = new URL(url);
  const authorization = `Bearer ${searchParams.get('token') ?? ''}`;

  async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallReply<N>> {
    const reply = await fetch(`${origin}/bridge/${name}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const body: unknown = await reply.json();
    if (!reply.ok) {
      throw new Error(
        `${name} answered ${reply.status}: ${z.parse(ErrorBody, body).error.message}`,
      );
    }
    return z.parse(CALLS[name].reply as z.ZodMiniType<CallReply<N>>, body);
  }

  async function shots(): Promise<ShotView[]> {
    const all: ShotView[] = [];
    for (let more = true; more;) {
      const page = await call('listShots', {
        before: all.at(-1)?.id ?? null,
        limit: 500,
        states: null,
      });
      all.push(...page.shots);
      more = page.more;
    }
    return all;
  }

  const shotNamed = async (name: string): Promise<ShotView | undefined> =>
    (await shots()).find((shot) => shot.name === name);

  return {
    call,
    status: () => call('status', null),
    shots,
    shotNamed,
    waitForShot: (name, wanted) =>
      until(`the shot ${name} to be as wanted`, async () => {
        const shot = await shotNamed(name);
        if (shot !== undefined && wanted(shot)) return shot;
        throw new Error(`It is ${JSON.stringify(shot)}.`);
      }),
  };
}
