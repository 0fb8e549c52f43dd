import * as z from 'zod/mini';
import { OpaqueToken } from './auth.ts';
import { EpochMs, Id } from './values.ts';

/** "Please remove this photo of me." All of it may be left out. */
export const AskTakedown = z.object({
  reason: z.prefault(z.string().check(z.trim(), z.maxLength(1_000)), ''),
  /** How to reach whoever asks; only the session's owners see it. */
  contact: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
});
export type AskTakedown = z.input<typeof AskTakedown>;

/** `granted`: the photo is deleted. `refused`: it is shown. */
export const TakedownState = z.enum(['open', 'granted', 'refused']);
export type TakedownState = z.infer<typeof TakedownState>;

/** A request as whoever made it sees it. */
export const Takedown = z.object({
  id: Id,
  sessionId: Id,
  photoId: Id,
  state: TakedownState,
  /** Whether the photo is out of sight at this moment. */
  hidden: z.boolean(),
  createdAt: EpochMs,
  decidedAt: z.nullable(EpochMs),
  /** What the owner said with the decision. */
  note: z.string(),
});
export type Takedown = z.infer<typeof Takedown>;

/** Whoever has the `secret` may ask what became of it; asking twice for a photo tells the same one. */
export const AskedTakedown = z.extend(Takedown, { secret: OpaqueToken });
export type AskedTakedown = z.infer<typeof AskedTakedown>;

/** A request as the members of the session see it. */
export const SessionTakedown = z.extend(Takedown, {
  reason: z.string(),
  /** A visitor has no name, but the browser they come with. */
  askedBy: z.enum(['guest', 'user', 'visitor']),
  /** The owner who decided. */
  decidedBy: z.nullable(Id),
  /** For owners only; null where nothing was said. */
  contact: z.optional(z.nullable(z.string())),
});
export type SessionTakedown = z.infer<typeof SessionTakedown>;

/** Newest first. */
export const TakedownPage = z.object({
  takedowns: z.array(SessionTakedown),
  nextCursor: z.nullable(z.string()),
});
export type TakedownPage = z.infer<typeof TakedownPage>;

/** Granting one grants every open request for the same photo. A granted one cannot be refused any more. */
export const DecideTakedown = z.object({
  decision: z.enum(['granted', 'refused']),
  note: z.prefault(z.string().check(z.trim(), z.maxLength(1_000)), ''),
});
export type DecideTakedown = z.input<typeof DecideTakedown>;

/** To the sockets of members: what has to be looked at, without a word of whoever asks. */
export const TakedownNews = z.object({
  sessionId: Id,
  takedownId: Id,
  photoId: Id,
  state: TakedownState,
  hidden: z.boolean(),
});
export type TakedownNews = z.infer<typeof TakedownNews>;
