/** A setting that cannot be used; the message names it and says what it may be. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** For a setting that only others make necessary. @throws ConfigError where it is not there. */
export function required(name: string, value: string | undefined, because: string): string {
  if (value !== undefined) return value;
  throw new ConfigError(`The setting ${name} is missing: ${because} needs it.`);
}
