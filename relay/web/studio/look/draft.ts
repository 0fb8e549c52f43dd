import type { ChangeSession, Session, SessionAsSeen } from '@picture-live/shared/protocol';

/** What a look consists of; null where nothing is said. */
export interface Look {
  title: string | null;
  name: string | null;
  welcomeText: string | null;
  colour: string | null;
  coverPhotoId: string | null;
}

export type LookField = keyof Look;

/** A field that somebody has changed and not saved: to what, and what it was when they began. */
interface Edited {
  value: string | null;
  seen: string | null;
}

/** What was changed, field by field; the rest is as the session is. */
export type Draft = Readonly<Partial<Record<LookField, Edited>>>;

export function lookOf({ title, branding }: Session): Look {
  return {
    title,
    name: branding?.title ?? null,
    welcomeText: branding?.welcomeText ?? null,
    colour: branding?.colour ?? null,
    coverPhotoId: branding?.coverPhotoId ?? null,
  };
}

/** What is typed; a field that is as it was is not changed any more. */
export function edit(draft: Draft, look: Look, field: LookField, value: string | null): Draft {
  const before = draft[field];
  const seen = before === undefined ? look[field] : before.seen;
  return value === look[field] ? without(draft, field) : { ...draft, [field]: { value, seen } };
}

/** The look as it will be. */
export function applied(draft: Draft, look: Look): Look {
  const valueOf = (field: LookField): string | null => {
    const mine = draft[field];
    return mine === undefined ? look[field] : mine.value;
  };
  return {
    title: valueOf('title'),
    name: valueOf('name'),
    welcomeText: valueOf('welcomeText'),
    colour: valueOf('colour'),
    coverPhotoId: valueOf('coverPhotoId'),
  };
}

export const FIELDS: readonly LookField[] = [
  'title',
  'name',
  'welcomeText',
  'colour',
  'coverPhotoId',
];

/** Fields that somebody else has changed since one began to, and otherwise than oneself. */
export function conflicts(draft: Draft, look: Look): LookField[] {
  return FIELDS.filter((field) => {
    const mine = draft[field];
    return mine !== undefined && mine.seen !== look[field] && mine.value !== look[field];
  });
}

/** Whoever has seen the other's value decides: theirs is taken, or one's own stays and may be saved. */
export function resolve(
  draft: Draft,
  look: Look,
  field: LookField,
  keep: 'mine' | 'theirs',
): Draft {
  const mine = draft[field];
  if (mine === undefined || keep === 'theirs') return without(draft, field);
  return { ...draft, [field]: { ...mine, seen: look[field] } };
}

/** Without what the session says by now, such as what was just saved. */
export function settled(draft: Draft, look: Look): Draft {
  const open = FIELDS.filter(
    (field) => draft[field] !== undefined && draft[field].value !== look[field],
  );
  return open.length === Object.keys(draft).length
    ? draft
    : Object.fromEntries(open.map((field) => [field, draft[field]]));
}

/** What is asked of the relay, and what it must still be so that it is done. */
export function changeOf(draft: Draft): ChangeSession {
  const { title, name, ...branding } = draft;
  const wanted = brandingOf({ title: name, ...branding }, 'value');
  const seen = brandingOf({ title: name, ...branding }, 'seen');
  const was: SessionAsSeen = {
    ...(title?.seen !== undefined && title.seen !== null && { title: title.seen }),
    ...(Object.keys(seen).length > 0 && { branding: seen }),
  };
  return {
    ...(title?.value !== undefined && title.value !== null && { title: title.value }),
    ...(Object.keys(wanted).length > 0 && { branding: wanted }),
    was,
  };
}

type BrandingDraft = Omit<Draft, 'name'>;

function brandingOf(
  draft: { [Name in keyof BrandingDraft]: Edited | undefined },
  which: keyof Edited,
) {
  const { title, welcomeText, colour, coverPhotoId } = draft;
  return {
    ...(title !== undefined && { title: title[which] }),
    ...(welcomeText !== undefined && { welcomeText: welcomeText[which] }),
    ...(colour !== undefined && { colour: colour[which] }),
    ...(coverPhotoId !== undefined && { coverPhotoId: coverPhotoId[which] }),
  };
}

function without(draft: Draft, field: LookField): Draft {
  const { [field]: _, ...rest } = draft;
  return rest;
}
