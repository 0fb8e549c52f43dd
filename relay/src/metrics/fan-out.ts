import type { FanOut } from '../fan-out/fan-out.ts';
import type { Metrics } from './metrics.ts';

/** The same fan-out; what is published through it is counted. */
export function countPublished(fanOut: FanOut, { published }: Metrics): FanOut {
  return {
    publish: (message) => {
      published.add([message.kind === 'feed' ? message.event.type : message.kind]);
      fanOut.publish(message);
    },
    deliver: (message) => fanOut.deliver(message),
    subscribe: (listener) => fanOut.subscribe(listener),
    onGap: (listener) => fanOut.onGap(listener),
  };
}

/**
 * Measures how long committed changes took to the sockets. To be called after those who tell them
 * have subscribed: whoever listens later hears later.
 *
 * @param now epoch milliseconds; between instances their clocks' difference is in it.
 * @returns stops measuring.
 */
export function measureFanOut(
  fanOut: FanOut,
  { fanOut: latency }: Metrics,
  now: () => number,
): () => void {
  return fanOut.subscribe((message) => {
    if (message.kind !== 'feed') return;
    latency.observe([], Math.max(0, now() - message.event.at) / 1000);
  });
}
