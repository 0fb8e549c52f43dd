import { clockJumps, sleepAndResume } from './clock.ts';
import { freshDebian } from './debian/fresh-debian.ts';
import { laptopDiskFull, relayDiskFull } from './disk-full.ts';
import { killAll, killParts } from './kills.ts';
import { blackHole, flapping, halfOpen, lostReplies, relayAway } from './network.ts';
import type { Fault } from './outcome.ts';
import { revokedDevice } from './revoked.ts';
import { killInstances, loseInstance, restartInstances } from './scaled/instances.ts';
import { loseMachine } from './scaled/lost-machine.ts';
import { scaledFault } from './scaled/scaled-fault.ts';
import { cloudAway } from './two-destinations.ts';
import {
  bucketRefuses,
  bucketSilent,
  redisAway,
  redisFrozen,
  restartPostgres,
  restartRedis,
} from './scaled/servers.ts';
import { hotFolderUnplugged } from './unplugged.ts';

/** Every fault by the name it is called with. */
export const FAULTS = {
  'kill-engine': async (options) => [await killParts(['engine'], options)],
  'kill-relay': async (options) => [await killParts(['relay'], options)],
  'kill-both': async (options) => [await killParts(['engine', 'relay'], options)],
  'kill-all': async (options) => [
    await killAll({ ...options, kills: Math.max(1, Math.round(options.kills / 10)) }),
  ],
  'relay-away': async (options) => [await relayAway(options)],
  flapping: async (options) => [await flapping(options)],
  'lost-replies': async (options) => [await lostReplies(options)],
  'half-open': async (options) => [await halfOpen(options)],
  'black-hole': async (options) => [await blackHole(options)],
  'two-destinations': async (options) => [await cloudAway(options)],
  'disk-full': async (options) => [await laptopDiskFull(options), await relayDiskFull(options)],
  unplugged: async (options) => [await hotFolderUnplugged(options)],
  'clock-jumps': async (options) => [await clockJumps(options)],
  'sleep-resume': async (options) => [await sleepAndResume(options)],
  'revoked-device': async (options) => [await revokedDevice(options)],
  'kill-relay-scaled': scaledFault({ 'kill -9: two relays': killInstances }),
  'instance-lost': scaledFault({ 'an instance lost': loseInstance }),
  'rolling-restart': scaledFault({ 'rolling restart': restartInstances }),
  'postgres-restart': scaledFault({ 'PostgreSQL restarted': restartPostgres }),
  'redis-restart': scaledFault({
    'Redis restarted': restartRedis,
    'Redis away': redisAway,
    'Redis frozen': redisFrozen,
  }),
  'storage-away': scaledFault({
    'storage refuses': bucketRefuses,
    'storage silent': bucketSilent,
  }),
  'lost-machine': scaledFault({ 'the machine lost': loseMachine }),
  'fresh-debian': freshDebian,
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;
