import type { ServiceReports } from '../services/services.ts';
import type { Metrics } from './metrics.ts';

/** What services report of their work, as numbers. */
export function measureServices({
  shown,
  developed,
  retired,
}: Metrics): Omit<ServiceReports, 'onFailure'> {
  return {
    onShown: (ms) => shown.observe([], ms / 1_000),
    onDeveloped: (ms, outcome) => developed.observe([outcome], ms / 1_000),
    onRetired: (step, count) => retired.add([step], count),
  };
}
