import type * as z from 'zod/mini';
import { CALLS, type CallInput, type CallName, type CallReply } from './contract.ts';

/** CALLS with each call's input tied to its reply, which lets the compiler check a generic call. */
export const CALL_SCHEMAS: {
  readonly [N in CallName]: {
    input: z.ZodMiniType<CallInput<N>>;
    reply: z.ZodMiniType<CallReply<N>>;
  };
} = CALLS;

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(CALLS, name);
}
