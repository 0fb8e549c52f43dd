import { expect, it } from 'vitest';
import { flapping, lostReplies } from '../faults/network.ts';

const RUN = { frames: 8, kills: 0, seed: 42, short: true };

it.each([
  { network: 'comes and goes', fault: flapping },
  { network: 'loses the replies of requests that arrived', fault: lostReplies },
])('shows every frame once although the network $network', async ({ fault }) => {
  const { problems } = await fault(RUN);
  expect(problems).toEqual([]);
});
