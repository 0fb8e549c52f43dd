import * as z from 'zod/mini';
import { isNetwork, networks } from './front.ts';

/** Who may read /metrics, besides this machine itself. */
export interface MetricsConfig {
  /** A bearer token that opens it from everywhere; null for none. */
  token: string | null;
  /** Addresses and networks that may come without one. */
  from: string[];
}

export const metricsEnvironment = {
  METRICS_TOKEN: z.optional(z.string().check(z.regex(/^[\x21-\x7e]{16,512}$/))),
  METRICS_FROM: z.optional(
    z.string().check(z.refine((list: string) => networks(list).every(isNetwork))),
  ),
};

export const metricsExpectations: Record<keyof typeof metricsEnvironment, string> = {
  METRICS_TOKEN: 'a secret of 16 to 512 characters without spaces',
  METRICS_FROM:
    'addresses or networks with commas between them, such as 10.0.0.0/8, or loopback, linklocal, uniquelocal',
};

const Settings = z.object(metricsEnvironment);

export function metricsConfig(settings: z.infer<typeof Settings>): MetricsConfig {
  const { METRICS_TOKEN: token = null, METRICS_FROM: from } = settings;
  return { token, from: from === undefined ? [] : networks(from) };
}
