import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { killInstances, loseInstance, restartInstances } from '../faults/scaled/instances.ts';
import {
  bucketRefuses,
  redisAway,
  restartPostgres,
  restartRedis,
} from '../faults/scaled/servers.ts';
import { setScaledStage, type ScaledStage } from '../faults/scaled/stage.ts';
import { closePages } from '../harness/browser.ts';
import { whyNotScaled } from './scaled.ts';

const whyNot = await whyNotScaled();
if (whyNot !== null) process.stderr.write(`The scaled mode is not tested: ${whyNot}\n`);

const RUN = { frames: 4, kills: 1, seed: 42, short: true };

describe.skipIf(whyNot !== null)('two relays lose no frame and no page an event', () => {
  let stage: ScaledStage;
  beforeAll(async () => {
    stage = await setScaledStage();
  });
  afterEach(({ task }) => closePages(task, undefined, stage.scaled.log()));
  afterAll(() => stage.stop());

  it.each([
    { what: 'are restarted one after the other, unnoticed by guests', fault: restartInstances },
    { what: 'are killed while it is shot', fault: killInstances },
    { what: 'become one in the middle of a shoot', fault: loseInstance },
    { what: 'lose PostgreSQL for a while', fault: restartPostgres },
    { what: 'lose Redis and what it knew', fault: restartRedis },
    { what: 'have no Redis during a whole shoot', fault: redisAway },
    { what: 'cannot store for a while', fault: bucketRefuses },
  ])('although they $what', async ({ fault }) => {
    const { problems } = await fault(stage, RUN);
    expect(problems).toEqual([]);
  });
});
