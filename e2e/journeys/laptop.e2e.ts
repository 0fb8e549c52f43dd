import { expect, it } from 'vitest';
import { clockJumps, sleepAndResume } from '../faults/clock.ts';
import { revokedDevice } from '../faults/revoked.ts';
import { hotFolderUnplugged } from '../faults/unplugged.ts';

const RUN = { frames: 6, kills: 0, seed: 42, short: true };

it.each([
  { what: 'the laptop’s clock is set while photos come in', fault: clockJumps },
  { what: 'the laptop sleeps for hours', fault: sleepAndResume },
  { what: 'the drive with the hot folder is pulled out', fault: hotFolderUnplugged },
  { what: 'the relay refuses the laptop until it is paired again', fault: revokedDevice },
])('shows every frame once although $what', async ({ fault }) => {
  const { problems } = await fault(RUN);
  expect(problems).toEqual([]);
});
