import { addClockSample, estimateClock, type ClockSample } from '@picture-live/shared/client';
import { ErrorBody, Health, Ready } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { fail, ok, warn, type Finding } from '../finding.ts';
import { ask, readJson, type Answer } from './ask.ts';

const NotReady = z.object({ checks: z.record(z.string(), z.string()) });

const NAME = 'relay';

/** @param reason what the connection failed with. */
export function nobodyAnswers(url: URL, reason: string): Finding {
  const fix = 'Check the name, the firewall and that the proxy is running.';
  return fail(NAME, `Nobody answers at ${url.host}: ${reason}.`, fix);
}

/** Whether the relay there would take requests, by its answer to GET /ready. */
export function judgeReady(url: URL, answer: Answer): Finding {
  const ready = readJson(Ready, answer);
  if (ready?.status === 'ready') return ok(NAME, `${url.host} is ready.`);
  const checks = ready?.checks ?? readJson(ErrorBody, answer)?.error.details;
  const named = z.safeParse(NotReady, ready ?? checks);
  if (!named.success) {
    const fix = 'Check that the proxy passes every path on, and that a relay is running behind it.';
    return fail(NAME, `What answers at ${url.host} is no relay (status ${answer.status}).`, fix);
  }
  const wrong = Object.entries(named.data.checks).filter(([, said]) => said !== 'ok');
  const says = wrong.map(([part, said]) => `${part}: ${said}`).join(' ');
  const fix = 'Mend what it names; run the doctor on the machine of the relay.';
  return ready === null ? fail(NAME, says, fix) : warn(NAME, says, fix);
}

const QUESTIONS = 3;
/** Latencies are measured with both clocks; the desktop removes the difference, people do not. */
const WARN_MS = 2_000;

/** How far the relay's clock is from this one's. */
export async function checkClock(url: URL): Promise<Finding> {
  const name = 'clock of the relay';
  let samples: readonly ClockSample[] = [];
  for (let question = 0; question < QUESTIONS; question += 1) {
    const sentAt = Date.now();
    const health = readJson(Health, await ask(new URL('/health', url)));
    const sample = health && { sentAt, relayNow: health.now, receivedAt: Date.now() };
    if (sample !== null) samples = addClockSample(samples, sample);
  }
  const estimate = estimateClock(samples);
  if (estimate === null) return fail(name, 'It tells no time.', 'Look at the relay first.');
  const off = Math.abs(estimate.offsetMs) - estimate.roundTripMs / 2;
  const says = `${Math.round(estimate.offsetMs)} ms from this computer’s.`;
  if (off < WARN_MS) return ok(name, says);
  return warn(name, says, 'Turn on time synchronisation on both (timedatectl set-ntp true).');
}
