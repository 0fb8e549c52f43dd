import fc from 'fast-check';
import { ERRORS, isErrorCode } from '@picture-live/shared/errors';
import { ErrorBody } from '@picture-live/shared/protocol';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { raiseStage } from '../matrix/stage.ts';
import type { Stage } from '../matrix/stage.ts';
import { collectRoutes } from '../testing/routes.ts';
import type { RegisteredRoute } from '../testing/routes.ts';
import { assertInvariants } from './invariants.ts';
import { goThrough } from './journey.ts';
import { requestsTo } from './requests.ts';
import { Wire } from './send.ts';
import type { WireReply, WireRequest } from './send.ts';
import { makeVictim } from './victim.ts';

/*
 * Requests that nobody sends who means well, made from the schemas of every route. What fails is
 * printed with the seed; HOSTILE_SEED and HOSTILE_RUNS look elsewhere and for longer.
 */

const SEED = Number(process.env['HOSTILE_SEED'] ?? 20_261_121);
const RUNS = Number(process.env['HOSTILE_RUNS'] ?? 12);
/** Far above what the requests hold themselves. */
const MAX_GROWTH_BYTES = 400 * 1024 * 1024;

let stage: Stage;
let routes: RegisteredRoute[];
let wire: Wire;
beforeAll(async () => {
  const registered = await collectRoutes(async () => {
    stage = await raiseStage({ uploadStallMs: 1_000 });
  });
  routes = [...registered.values()];
  wire = new Wire(stage.relay.url);
});
afterAll(async () => {
  wire.close();
  await stage.stop();
});
afterEach(() => assertInvariants(stage));

/** Says what is wrong with a reply; null for one that a client can act on. */
function faultOf(request: WireRequest, reply: WireReply | null): string | null {
  // Cut in the middle of something that no HTTP server would take.
  if (reply === null) return null;
  const { status, headers, body } = reply;
  if (status < 400) return null;
  if (status >= 500 && status !== 503) return `answers ${status}`;
  if (request.method === 'HEAD') return body === '' ? null : 'answers HEAD with a body';
  if (headers['content-type']?.startsWith('text/html') === true) return null;
  const parsed = ErrorBody.safeParse(readJson(body));
  if (!parsed.success) return `answers ${status} in another shape: ${body.slice(0, 200)}`;
  const { code } = parsed.data.error;
  if (!isErrorCode(code)) return `has an unknown code: ${code}`;
  return ERRORS[code].status === status ? null : `answers ${code} with ${status}`;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

test('whatever is sent to any route is answered in the one shape, and harms nobody', async () => {
  const before = process.memoryUsage().rss;
  for (const route of routes) {
    const victim = await makeVictim(stage);
    const property = fc.asyncProperty(requestsTo(route, victim), async (request) => {
      expect(faultOf(request, await wire.send(request))).toBeNull();
    });
    const name = `${route.method} ${route.url}`;
    const outcome = await fc.check(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    if (outcome.failed) expect.fail(`${name}\n${fc.defaultReportMessage(outcome) ?? ''}`);
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(MAX_GROWTH_BYTES);
  await goThrough(stage);
}, 300_000);
