import { ErrorBody } from '@picture-live/shared/protocol';
import type { LightMyRequestResponse as Reply } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectRoutes } from '../testing/routes.ts';
import { BROKEN_CALLERS, CALLERS } from './callers.ts';
import type { BrokenCaller, Caller } from './callers.ts';
import { EXPECTED } from './expected.ts';
import { PROBES, SPOILING } from './probes/index.ts';
import type { Probe, Tried } from './probe.ts';
import { KINDS, isKind, logInAll, openScene } from './scene.ts';
import type { Kind, Logins, Scene } from './scene.ts';
import { raiseStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Outcome, Row } from './table.ts';

/*
 * Every call × everybody who may make it × every kind of session, for real: see expected.ts.
 */

let stage: Stage;
let routes: Set<string>;
let logins: Logins;
const scenes = new Map<Kind, Scene>();

beforeAll(async () => {
  const registered = await collectRoutes(async () => {
    stage = await raiseStage();
  });
  routes = new Set(registered.keys());
  logins = await logInAll(stage);
  for (const kind of Object.keys(KINDS).filter(isKind)) {
    scenes.set(kind, await openScene(stage, kind, logins));
  }
});
afterAll(() => stage.stop());

test('HEAD is refused where GET is, and takes nothing along', async () => {
  for (const name of [...EXPECTED.keys()].filter((one) => one.startsWith('GET /'))) {
    const scene = await sceneFor(name, 'members');
    for (const caller of ['nobody', 'guest', 'owner', 'logged out'] as const) {
      const tried = await probeOf(name)(scene, caller);
      const [get, head] = [
        await send('GET', tried, scene.tokens[caller]),
        await send('HEAD', tried, scene.tokens[caller]),
      ];
      expect([name, caller, head.statusCode, head.body]).toEqual([
        name,
        caller,
        get.statusCode,
        '',
      ]);
    }
  }
  const rows = stage.db.selectFrom('photos').select('download_count');
  const counts = await rows.where('download_count', '>', 1).execute();
  expect(counts).toEqual([]);
});

test('who never had the code of a session that has ended is not told what it was', async () => {
  const scene = await openScene(stage, 'code', logins);
  const owner = { authorization: `Bearer ${scene.tokens.owner ?? ''}` };
  const url = `/api/sessions/${scene.id}`;
  const { app } = stage.relay.relay;
  await app.inject({ method: 'PUT', url, headers: owner, payload: { expiresAt: 1 } });
  const reply = await app.inject({ url });
  expect(reply.statusCode).toBe(410);
  expect(reply.body).not.toContain('secret');
});

test('every route stands in the tables, every line of the tables is tried', () => {
  const routeOf = (name: string): string => name.replace(/ \(.*\)$/, '');
  expect(new Set([...EXPECTED.keys()].map(routeOf))).toEqual(routes);
  expect(new Set(Object.keys(PROBES))).toEqual(new Set(EXPECTED.keys()));
});

async function sceneFor(name: string, kind: Kind): Promise<Scene> {
  const shared = scenes.get(kind);
  if (shared === undefined || SPOILING.has(name)) return openScene(stage, kind, logins);
  return shared;
}

async function send(method: string, tried: Tried, token: string | null): Promise<Reply> {
  const { url, payload, headers = {} } = tried;
  return stage.relay.relay.app.inject({
    method: readMethod(method),
    url,
    headers: { ...headers, ...(token !== null && { authorization: `Bearer ${token}` }) },
    ...(payload !== undefined && { payload }),
  });
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'] as const;

function readMethod(word: string): (typeof METHODS)[number] {
  const method = METHODS.find((one) => one === word);
  if (method === undefined) throw new Error(`No method of ours: ${word}`);
  return method;
}

/** What came of it, in the words of the tables, or what is wrong with it. */
async function outcomeOf(reply: Reply, { isDone }: Tried): Promise<string> {
  const done = await isDone(reply);
  const { statusCode } = reply;
  if (statusCode < 400) return done ? 'ok' : isCodePage(reply) ? 'page' : 'bare';
  if (done) return `${statusCode}, and done all the same`;
  if (reply.body.includes('A session with a secret') && statusCode !== 410) {
    return `${statusCode}, and says what it is`;
  }
  const isHtml = String(reply.headers['content-type']).startsWith('text/html');
  const isOurs = isHtml || ErrorBody.safeParse(JSON.parse(reply.body)).success;
  return isOurs ? String(statusCode) : `${statusCode} in another shape`;
}

function isCodePage(reply: Reply): boolean {
  return reply.body.includes('name="accessCode"') && !reply.body.includes('secret');
}

async function tryIt(name: string, kind: Kind, caller: Caller): Promise<string> {
  const scene = await sceneFor(name, kind);
  return sendAs(name, scene, caller, await probeOf(name)(scene, caller));
}

/** Nothing is to come of any of them: they all try the same, unless something does come of it. */
async function tryBroken(name: string, { kind, broken }: Row): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const scene = await sceneFor(name, kind);
  let tried: Tried | null = null;
  for (const caller of BROKEN_CALLERS) {
    tried ??= await probeOf(name)(scene, caller);
    found[caller] = await sendAs(name, scene, caller, tried);
    if (broken === 'ok' || tried.token !== undefined) tried = null;
  }
  return found;
}

function probeOf(name: string): Probe {
  const probe = PROBES[name];
  if (probe === undefined) throw new Error(`Nobody has said how to try this: ${name}`);
  return probe;
}

async function sendAs(
  name: string,
  scene: Scene,
  caller: Caller | BrokenCaller,
  tried: Tried,
): Promise<string> {
  const [method = ''] = name.split(' ');
  const token = tried.token === undefined ? scene.tokens[caller] : tried.token;
  return outcomeOf(await send(method, tried, token), tried);
}

function expectedBy(byCaller: Record<Caller, Outcome>, broken: Outcome): Record<string, string> {
  const found: Record<string, string> = {};
  for (const caller of CALLERS) found[caller] = String(byCaller[caller]);
  for (const caller of BROKEN_CALLERS) found[caller] = String(broken);
  return found;
}

for (const [name, rows] of EXPECTED) {
  test(name, async () => {
    for (const row of rows) {
      const { kind, byCaller, broken } = row;
      const found = await tryBroken(name, row);
      for (const caller of CALLERS) found[caller] = await tryIt(name, kind, caller);
      expect({ kind, ...found }).toEqual({ kind, ...expectedBy(byCaller, broken) });
    }
  });
}
