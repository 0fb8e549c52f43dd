import * as z from 'zod/mini';
import { Email, Role } from './auth.ts';
import { Thumbhash } from './photo.ts';
import { PublicSession, SessionAccess, SessionSwitches, Slug, TypedAccessCode } from './session.ts';
import { EpochMs, Id, Pixels } from './values.ts';

const MAX_TITLE = 200;
const MAX_WELCOME = 2_000;
const MAX_URL = 500;

/** Text is shown as text; whoever writes tags expects something else, and is told at once. */
const noTags = z.refine<string>((text) => !/<[a-z!/?]/i.test(text), 'No HTML: this is plain text.');
/** All control characters but the line break. */
const noControls = z.refine<string>(
  (text) => !/(?!\n)\p{Cc}/u.test(text),
  'No control characters.',
);

const Title = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(MAX_TITLE), noTags, noControls);

/** A picture over https, or a path of this relay (`/media/…`): nothing that runs. */
const LogoUrl = z
  .string()
  .check(z.maxLength(MAX_URL), z.regex(/^(https:\/\/[^\s"'<>\\]+|\/[^/\s"'<>\\][^\s"'<>\\]*)$/));

const Colour = z.string().check(z.regex(/^#[0-9a-f]{6}$/i), z.toLowerCase());

/** What is left out stays; null takes it away. */
export const ChangeBranding = z.object({
  title: z.optional(z.nullable(Title)),
  logoUrl: z.optional(z.nullable(LogoUrl)),
  coverPhotoId: z.optional(z.nullable(Id)),
  colour: z.optional(z.nullable(Colour)),
  welcomeText: z.optional(
    z.nullable(z.string().check(z.trim(), z.maxLength(MAX_WELCOME), noTags, noControls)),
  ),
});
export type ChangeBranding = z.infer<typeof ChangeBranding>;

/** Six characters at least: with fewer, guessing over the network would pay. */
const NewAccessCode = TypedAccessCode.check(z.minLength(6), z.maxLength(64));

const ChangeSwitches = z.partial(SessionSwitches);

/** Whoever makes a session owns it. `access: 'code'` needs an `accessCode`. */
export const CreateSession = z.object({
  title: Title,
  /** Of one's own choice, where it is free; otherwise words of the title and a part nobody guesses. */
  slug: z.optional(Slug),
  access: z.prefault(SessionAccess, 'public'),
  accessCode: z.optional(NewAccessCode),
  startsAt: z.optional(z.nullable(EpochMs)),
  endsAt: z.optional(z.nullable(EpochMs)),
  expiresAt: z.optional(z.nullable(EpochMs)),
  switches: z.optional(ChangeSwitches),
  branding: z.optional(ChangeBranding),
});
export type CreateSession = z.input<typeof CreateSession>;

/**
 * What somebody saw of a session before they changed it; only what is named here is compared. Where
 * it is no longer so, nothing is changed and the reply is `changed_meanwhile`.
 */
export const SessionAsSeen = z.object({
  title: z.optional(z.string().check(z.maxLength(1_000))),
  slug: z.optional(Slug),
  access: z.optional(SessionAccess),
  startsAt: z.optional(z.nullable(EpochMs)),
  endsAt: z.optional(z.nullable(EpochMs)),
  expiresAt: z.optional(z.nullable(EpochMs)),
  switches: z.optional(ChangeSwitches),
  branding: z.optional(ChangeBranding),
});
export type SessionAsSeen = z.infer<typeof SessionAsSeen>;

/** What is left out stays. `deleted: false` brings a deleted session back. */
export const ChangeSession = z.object({
  title: z.optional(Title),
  /** Links and printed codes with the one before lead nowhere from then on. */
  slug: z.optional(Slug),
  access: z.optional(SessionAccess),
  accessCode: z.optional(NewAccessCode),
  startsAt: z.optional(z.nullable(EpochMs)),
  endsAt: z.optional(z.nullable(EpochMs)),
  expiresAt: z.optional(z.nullable(EpochMs)),
  switches: z.optional(ChangeSwitches),
  branding: z.optional(ChangeBranding),
  /** True: the relay neither archives nor deletes it by itself. */
  kept: z.optional(z.boolean()),
  was: z.optional(SessionAsSeen),
  deleted: z.optional(z.literal(false)),
});
export type ChangeSession = z.input<typeof ChangeSession>;

/** The photo that stands for a session in a list: the chosen cover, or the newest one. */
export const SessionCover = z.object({
  photoId: Id,
  /** Of its `grid` rendition. */
  url: z.string(),
  width: Pixels,
  height: Pixels,
  thumbhash: Thumbhash,
});
export type SessionCover = z.infer<typeof SessionCover>;

/** What the relay will do to a session by itself; null: not, as things are. */
export const SessionRetention = z.object({
  /** An owner said so: it stays until somebody deletes it. */
  kept: z.boolean(),
  /** Closed to guests then, unless something happens in it before. */
  archiveAt: z.nullable(EpochMs),
  /** In the bin then, from where it can be restored for a while. */
  deleteAt: z.nullable(EpochMs),
});
export type SessionRetention = z.infer<typeof SessionRetention>;

/** A session and, for its members, what only they know. */
export const Session = z.extend(PublicSession, {
  mine: z.optional(
    z.object({
      role: Role,
      hasAccessCode: z.boolean(),
      /** Hidden from everybody but its owners since then; they can bring it back until `restorableUntil`. */
      deletedAt: z.nullable(EpochMs),
      restorableUntil: z.nullable(EpochMs),
      /** Requests for photos to be removed that wait for an owner; where a session or a list is read. */
      openTakedowns: z.optional(z.int()),
      /** In lists; null where there is no photo yet. */
      cover: z.optional(z.nullable(SessionCover)),
      /** Missing where the relay does nothing to sessions by itself. */
      retention: z.optional(SessionRetention),
    }),
  ),
});
export type Session = z.infer<typeof Session>;

export const SessionPage = z.object({
  sessions: z.array(Session),
  nextCursor: z.nullable(z.string()),
});
export type SessionPage = z.infer<typeof SessionPage>;

/** The code of a session by code; in a public one nothing, for a token that likes and messages need. */
export const VerifyAccess = z.object({ accessCode: z.optional(TypedAccessCode) });
export type VerifyAccess = z.input<typeof VerifyAccess>;

/** Lets one guest into one session until it expires. Who shows it again keeps the `guestId`. */
export const GuestAccess = z.object({
  token: z.string(),
  guestId: Id,
  sessionId: Id,
  expiresAt: EpochMs,
});
export type GuestAccess = z.infer<typeof GuestAccess>;

export const Member = z.object({
  userId: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  since: EpochMs,
});
export type Member = z.infer<typeof Member>;

export const Members = z.object({ members: z.array(Member) });
export type Members = z.infer<typeof Members>;

/** Somebody who has an account on this relay. */
export const AddMember = z.object({ email: Email, role: Role });
export type AddMember = z.input<typeof AddMember>;

export const ChangeMember = z.object({ role: Role });
export type ChangeMember = z.infer<typeof ChangeMember>;
