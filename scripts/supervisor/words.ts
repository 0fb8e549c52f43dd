import { UsageError } from './problems.ts';

/**
 * What `parseArgs` makes of the command line of a command.
 *
 * @param command as it is typed, e.g. `npm run dist`.
 * @throws UsageError with one sentence.
 */
export function readWords<T>(command: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's first sentence says it well; what follows it is advice about its own syntax.
    const [sentence = error.message] = error.message.split(/\.(?:\s|$)/);
    throw new UsageError(`${sentence}. "${command} -- --help" lists what there is.`, {
      cause: error,
    });
  }
}
