import type { ErrorCode } from '@picture-live/shared/errors';

/** Why the relay does not let this page in any more: it wants the code again, or it is all over. */
export type Refusal = 'code_needed' | 'ended' | null;

const REFUSALS: Partial<Record<ErrorCode, Refusal>> = {
  access_code_required: 'code_needed',
  unauthorized: 'code_needed',
  session_expired: 'ended',
  session_not_found: 'ended',
};

/** Null for what says nothing about being let in. */
export function refusalOf(code: ErrorCode): Refusal {
  return REFUSALS[code] ?? null;
}
