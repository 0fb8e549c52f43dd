import type { RelayConfig } from '../config.ts';
import type { App } from '../http/app-type.ts';
import type { RelayDeps, Services } from '../services/services.ts';
import type { RelayLog } from '../log/open-log.ts';
import type { Gateway } from '../realtime/gateway.ts';
import { measureFanOut } from './fan-out.ts';
import type { Metrics } from './metrics.ts';
import { readProcess } from './process.ts';
import { readRelay } from './read-relay.ts';
import { countTraffic } from './traffic.ts';

/** What is watched: a whole relay, wired. */
export interface WatchedApp extends Pick<RelayDeps, 'db' | 'fanOut' | 'now'> {
  metrics: Metrics;
  log: Pick<RelayLog, 'lost'>;
  gateway: Gateway;
  services: Pick<Services, 'uploadQueue'>;
}

/** Watches a relay until its app closes; to be called when the gateway is open. */
export function watchApp(app: App, config: RelayConfig, watched: WatchedApp): void {
  const { metrics, db, log, fanOut, now, gateway, services } = watched;
  countTraffic(app.server, metrics);
  readRelay(metrics, config, { db, log, queue: services.uploadQueue, sockets: gateway.counts });
  const stops = [readProcess(metrics), measureFanOut(fanOut, metrics, now)];
  app.addHook('onClose', async () => {
    for (const stop of stops) stop();
  });
}
