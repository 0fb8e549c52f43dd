import path from 'node:path';
import type { LogSettings } from '@picture-live/shared/process';
import * as z from 'zod/mini';

const MEBIBYTE = 1024 * 1024;
const MOST_BYTES = 1024 * 1024 * MEBIBYTE;

const whole = (min: number, max: number) =>
  z.coerce.number().check(z.gte(min), z.lte(max), z.multipleOf(1));

export const logEnvironment = {
  /** Folder of the log files; without it everything goes to standard error. */
  LOG_DIR: z.optional(z.string()),
  /** Bytes of all files in it together. */
  LOG_MAX_BYTES: z.prefault(whole(MEBIBYTE, MOST_BYTES), 256 * MEBIBYTE),
  LOG_KEEP_DAYS: z.prefault(whole(1, 3_650), 30),
};

export const logExpectations: Record<keyof typeof logEnvironment, string> = {
  LOG_DIR: 'a folder for log files',
  LOG_MAX_BYTES: `a number of bytes from ${MEBIBYTE} to ${MOST_BYTES}`,
  LOG_KEEP_DAYS: 'a whole number of days from 1 to 3650',
};

const Settings = z.object(logEnvironment);

/** Null where there are no log files. */
export function logConfig(settings: z.infer<typeof Settings>): LogSettings | null {
  const { LOG_DIR: folder, LOG_MAX_BYTES: maxBytes, LOG_KEEP_DAYS: keepDays } = settings;
  return folder === undefined ? null : { folder: path.resolve(folder), maxBytes, keepDays };
}
