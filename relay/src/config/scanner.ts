import * as z from 'zod/mini';

/** Where clamd listens: a host and a port, or the path of a Unix socket. */
export type ScannerSettings = { host: string; port: number } | { path: string };

export const scannerEnvironment = {
  /** The virus scanner that sees uploads first: a host, or the path of clamd's socket. */
  CLAMD_HOST: z.optional(z.string().check(z.maxLength(500))),
  CLAMD_PORT: z.prefault(z.coerce.number().check(z.gte(1), z.lte(65_535), z.multipleOf(1)), 3310),
};

export const scannerExpectations = {
  CLAMD_HOST: 'the host of clamd, or the path of its Unix socket',
  CLAMD_PORT: 'a whole number from 1 to 65535',
};

export function scannerConfig(settings: {
  CLAMD_HOST?: string | undefined;
  CLAMD_PORT: number;
}): ScannerSettings | null {
  const { CLAMD_HOST: host, CLAMD_PORT: port } = settings;
  if (host === undefined) return null;
  return host.startsWith('/') ? { path: host } : { host, port };
}
