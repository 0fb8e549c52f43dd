import { assertNever } from '@picture-live/shared/errors';
import type { AuditDetails, AuditEntry } from '@picture-live/shared/protocol';
import { auditWords as words } from './words.ts';

/** Names that entries only know by their ids. */
export type Names = ReadonlyMap<string, string>;

/** Who did it. */
export function whoOf({ actor }: AuditEntry, names: Names): string {
  const known = actor.name ?? (actor.id === null ? undefined : names.get(actor.id));
  switch (actor.kind) {
    case 'anonymous':
      return words.nobody;
    case 'guest':
      return words.guest;
    case 'user':
      return known ?? words.deletedAccount;
    case 'device':
      return known ?? words.laptop;
    case 'relay':
      return words.relay;
    default:
      return assertNever(actor.kind);
  }
}

/** What they did, as a sentence without its subject. */
export function deedOf(entry: AuditEntry, names: Names): string {
  const { action, actor, subjects, details } = entry;
  return words.sentences[action]({
    whom: names.get(subjects[0] ?? '') ?? '',
    count: Math.max(1, subjects.length),
    own: actor.id !== null && actor.id === subjects[0],
    what: whatOf(details),
  });
}

/** The role, the state or the settings that an entry tells of. */
function whatOf({ role, state, settings }: AuditDetails): string {
  if (typeof role === 'string' && isRole(role)) return words.roles[role];
  if (typeof state === 'string') return words.states[state] ?? '';
  if (!Array.isArray(settings)) return '';
  return words.list(settings.map((name) => words.settings[name] ?? name));
}

function isRole(word: string): word is keyof typeof words.roles {
  return Object.hasOwn(words.roles, word);
}
