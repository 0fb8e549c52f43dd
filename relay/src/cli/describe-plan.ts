import type { RetentionPlan } from '../services/retention/plan-retention.ts';

const MEGABYTE = 1_000_000;
const megabytes = (bytes: number): string => `${(bytes / MEGABYTE).toFixed(1)} MB`;

/** A plan for the person at the terminal. @param now epoch milliseconds. */
export function describePlan(plan: RetentionPlan, where: string, now: number): string[] {
  const dayOf = (at: number | null, soon: string): string =>
    at === null || at <= now ? soon : new Date(at).toISOString();
  const { policy, later, sessions, bin, waiting, doomed } = plan;
  const lines = (policy ?? []).map(({ title, step, at, photos, bytes }) => {
    const deed = step === 'archive' ? 'archives' : 'moves into the bin';
    return `${dayOf(at, 'within ten minutes')}: ${deed} “${title}”, ${photos} photos, ${megabytes(bytes)}`;
  });
  if (later > 0) lines.push(`after that: archives or moves into the bin ${later} more sessions`);
  for (const { title, at, photos, messages, bytes } of sessions) {
    const content = `${photos} photos, ${messages} messages, ${megabytes(bytes)}`;
    lines.push(`${dayOf(at, 'with the next purge')}: removes the deleted “${title}”, ${content}`);
  }
  if (bin.photos > 0) {
    const from = dayOf(bin.firstAt, 'the next collection');
    lines.push(`from ${from} on: removes ${bin.photos} photos in the bin, ${megabytes(bin.bytes)}`);
  }
  if (waiting.blobs > 0) {
    const files = `${waiting.blobs} stored files that nothing shows`;
    lines.push(`after BLOB_GRACE_HOURS: removes ${files}, ${megabytes(waiting.bytes)}`);
  }
  if (doomed.blobs > 0) {
    const files = `${doomed.blobs} stored files that are marked`;
    lines.push(`within two hours: removes ${files}, ${megabytes(doomed.bytes)}`);
  }
  const off = 'No policy archives or deletes sessions (SESSION_ARCHIVE_DAYS, SESSION_PURGE_DAYS).';
  return [
    lines.length === 0 ? `${where} keeps all that it has.` : `${where}, by itself:`,
    ...lines.map((line) => `  ${line}`),
    ...(policy === null ? [off] : []),
  ];
}
