import { AuditPage } from '@picture-live/shared/protocol';
import type { AuditEntry } from '@picture-live/shared/protocol';
import type { TestCaller } from './accounts.ts';

export async function readAuditPage(caller: TestCaller, path: string): Promise<AuditPage> {
  return AuditPage.parse(await (await caller.call('GET', path)).json());
}

/** The entries of a session, oldest first. */
export async function entriesOf(caller: TestCaller, sessionId: string): Promise<AuditEntry[]> {
  const { entries } = await readAuditPage(caller, `/api/sessions/${sessionId}/audit?limit=200`);
  return entries.toReversed();
}

/** What was done to one's own account, oldest first. */
export async function ownActions(caller: TestCaller): Promise<string[]> {
  const { entries } = await readAuditPage(caller, '/api/audit');
  return entries.map(({ action }) => action).toReversed();
}
