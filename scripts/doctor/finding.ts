/** What one check has found. */
export interface Finding {
  /** What was looked at, in a word or two. */
  name: string;
  /** `warn`: it works, and will hurt; `fail`: it does not work. */
  state: 'ok' | 'warn' | 'fail';
  says: string;
  /** What to do, for whatever is not `ok`. */
  fix: string | null;
}

export function ok(name: string, says: string): Finding {
  return { name, state: 'ok', says, fix: null };
}

export function warn(name: string, says: string, fix: string): Finding {
  return { name, state: 'warn', says, fix };
}

export function fail(name: string, says: string, fix: string): Finding {
  return { name, state: 'fail', says, fix };
}

/** Runs a check; what nobody has foreseen is a finding too, so that the other checks still run. */
export async function look(name: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    return fail(name, `It could not be looked at: ${reasonOf(error)}.`, 'Mend that and ask again.');
  }
}

/** The message of an error, or of the first one that is behind it. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
