import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metrics } from './metrics.ts';

const NANOSECONDS = 1e-9;
const PERCENTILES = [50, 90, 99] as const;

/**
 * What the process says of itself, under the names that dashboards for Node.js know. The event loop
 * is only watched once somebody has asked: a relay that nobody measures sleeps undisturbed.
 *
 * @returns stops watching.
 */
export function readProcess({ registry }: Metrics): () => void {
  const lag = monitorEventLoopDelay();
  const read = (name: string, help: string, type: 'gauge' | 'counter', ask: () => number): void =>
    registry.read({ name, help, type, labels: [] }, () => [[[], ask()]]);
  const startedAt = Math.round(Date.now() / 1000 - process.uptime());
  read('process_start_time_seconds', 'When the process began.', 'gauge', () => startedAt);
  read('process_resident_memory_bytes', 'Memory in use.', 'gauge', () => process.memoryUsage.rss());
  read('process_cpu_seconds_total', 'Processor time used.', 'counter', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  const heap = 'Memory of the JavaScript heap and of buffers.';
  registry.read(
    { name: 'nodejs_memory_bytes', help: heap, type: 'gauge', labels: ['part'] },
    () => {
      const { heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage();
      return [
        [['heap_used'], heapUsed],
        [['heap_total'], heapTotal],
        [['external'], external],
        [['array_buffers'], arrayBuffers],
      ];
    },
  );
  const help = 'How late timers were since the last look.';
  registry.read(
    { name: 'nodejs_eventloop_lag_seconds', help, type: 'gauge', labels: ['quantile'] },
    () => {
      // True at the first look, when there is nothing to tell yet.
      if (lag.enable()) return [];
      const values = PERCENTILES.map(
        (percent) => [[String(percent / 100)], lag.percentile(percent) * NANOSECONDS] as const,
      );
      lag.reset();
      return values;
    },
  );
  return () => {
    lag.disable();
  };
}
