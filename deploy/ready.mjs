import { setTimeout as sleep } from 'node:timers/promises';

/*
 * `node deploy/ready.mjs [PORT] [SECONDS]`: ends with 0 once the relay on this machine answers GET
 * /ready, with 1 where it does not within that time (at once unless said). For health checks and
 * for whoever restarts one relay after the other.
 */

const [port = process.env['PORT'] ?? '3001', seconds = '0'] = process.argv.slice(2);
const ASK_EVERY_MS = 200;
const ANSWER_MS = 5_000;

const deadline = Date.now() + Number(seconds) * 1_000;
let said = await ask();
while (said !== 'ready' && Date.now() < deadline) {
  await sleep(ASK_EVERY_MS);
  said = await ask();
}
if (said !== 'ready') {
  process.stderr.write(`The relay on port ${port} is not ready: ${said}\n`);
  process.exitCode = 1;
}

/** @returns `ready`, or why not. */
async function ask() {
  try {
    const reply = await fetch(`http://127.0.0.1:${port}/ready`, {
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return reply.ok ? 'ready' : await reply.text();
  } catch (error) {
    // What fetch says itself is only that it failed.
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return reason instanceof Error ? reason.message : String(reason);
  }
}
