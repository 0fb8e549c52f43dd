import { headStart } from '../grid/head-start.ts';
import { whenIdle } from '../page/when-idle.ts';

/** Has the gallery start without a network next time; when the page has nothing better to do. */
export function registerWorker(): void {
  // Absent on pages without TLS, as in a venue's own network.
  if (!('serviceWorker' in navigator)) return;
  void headStart.ended.then(() =>
    whenIdle(() => {
      // Refused by some private windows: the gallery then needs its network as any page does.
      navigator.serviceWorker.register('/g/worker.js').catch(() => undefined);
    }),
  );
}
