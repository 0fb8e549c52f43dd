import { PictureLiveError } from '@picture-live/shared/errors';
import * as z from 'zod/mini';
import { CALL_SCHEMAS, isCallName } from './call-schemas.ts';
import type { CallName, CallReply } from './contract.ts';
import type { ShellHandlers } from './host.ts';
import { failureOf, type CallOutcome } from './outcome.ts';

/** Told of every failure that is a fault of the program and not of the caller. */
export type ReportFault = (call: string, error: unknown) => void;

/**
 * Carries out one call that came over a transport. Name and input come from outside and are
 * checked; so is the reply, so that a handler that breaks the contract fails here and not in the
 * UI. Never rejects.
 *
 * @param report where faults of the program go with their stack; the caller gets `internal` only.
 */
export async function dispatch(
  handlers: ShellHandlers,
  name: string,
  input: unknown,
  report: ReportFault = writeFault,
): Promise<CallOutcome> {
  try {
    if (!isCallName(name)) throw new PictureLiveError('not_found', `There is no call "${name}".`);
    return { ok: true, value: await carryOut(handlers, name, input) };
  } catch (error) {
    if (!(error instanceof PictureLiveError)) report(name, error);
    return { ok: false, error: failureOf(error) };
  }
}

async function carryOut<N extends CallName>(
  handlers: ShellHandlers,
  name: N,
  input: unknown,
): Promise<CallReply<N>> {
  const schema = CALL_SCHEMAS[name];
  const parsed = schema.input.safeParse(input);
  if (!parsed.success) {
    throw new PictureLiveError(
      'invalid_request',
      `The input of "${name}" is not well formed: ${z.prettifyError(parsed.error)}`,
    );
  }
  return schema.reply.parse(await handlers[name](parsed.data));
}

function writeFault(call: string, error: unknown): void {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`The call "${call}" failed: ${told}\n`);
}
