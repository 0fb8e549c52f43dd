import type { Caller } from '../../../relay/src/matrix/callers.ts';
import { EXPECTED } from '../../../relay/src/matrix/expected.ts';
import type { Probe } from '../../../relay/src/matrix/probe.ts';
import { PROBES } from '../../../relay/src/matrix/probes/index.ts';
import type { Kind, Scene } from '../../../relay/src/matrix/scene.ts';
import type { Stage } from '../../../relay/src/matrix/stage.ts';
import * as z from 'zod/mini';

/*
 * Calls with the very bodies of their examples, on a relay that runs. Only what an example cannot
 * know is put in: ids, links, tokens and hashes of what is there.
 */

const OF_THIS_RELAY =
  /^(ids?|.*Ids?|session|userCode|deviceCode|code|.*[tT]oken|slug|hashes|email|.*[pP]assword|renditions|original|sourceHash|revision|thumbhash|width|height|seq|version|action|decision)$/;
const CALLERS: readonly Caller[] = ['owner', 'device', 'guest', 'nobody'];
const KINDS_IN_ORDER: readonly Kind[] = ['public', 'any', 'code'];
const Body = z.record(z.string(), z.unknown());

/**
 * The first way that somebody may make the call, with what is there in place of what is made up.
 *
 * @returns status and body of the reply.
 */
export async function tryExample(
  stage: Stage,
  sceneOf: (kind: Kind) => Promise<Scene>,
  name: string,
  body: unknown,
): Promise<{ status: number; reply: string }> {
  const example = Body.parse(body);
  const { kind, caller, probe } = wayOf(name);
  const scene = await sceneOf(kind);
  const tried = await probe(scene, caller);
  const real = Body.parse(tried.payload ?? {});
  const known = Object.entries(real).filter(([key]) => OF_THIS_RELAY.test(key));
  const unknown = Object.keys(example).filter((key) => OF_THIS_RELAY.test(key) && !(key in real));
  const shown = Object.entries(example).filter(([key]) => !unknown.includes(key));
  const payload = { ...Object.fromEntries(shown), ...Object.fromEntries(known) };
  const token = tried.token === undefined ? scene.tokens[caller] : tried.token;
  const [method = ''] = name.split(' ');
  const { statusCode, body: reply } = await stage.relay.relay.app.inject({
    method: methodOf(method),
    url: tried.url,
    payload,
    headers: { ...tried.headers, ...(token !== null && { authorization: `Bearer ${token}` }) },
  });
  return { status: statusCode, reply };
}

function wayOf(name: string): { kind: Kind; caller: Caller; probe: Probe } {
  const ways = [...EXPECTED].filter(([way]) => way === name || way.startsWith(`${name} (`));
  // Of what is one's own everything may be changed.
  const own = ways.filter(([way]) => way.endsWith('(one’s own)'));
  for (const [way, rows] of [...own, ...ways]) {
    for (const kind of KINDS_IN_ORDER) {
      const row = rows.find((one) => one.kind === kind);
      const caller = CALLERS.find((one) => row?.byCaller[one] === 'ok');
      const probe = PROBES[way];
      if (caller !== undefined && probe !== undefined) return { kind, caller, probe };
    }
  }
  throw new Error(`Nobody may make ${name}.`);
}

function methodOf(word: string): 'GET' | 'POST' | 'PUT' | 'DELETE' {
  const found = (['GET', 'POST', 'PUT', 'DELETE'] as const).find((method) => method === word);
  if (found === undefined) throw new Error(`No method of ours: ${word}`);
  return found;
}
