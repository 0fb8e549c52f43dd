import {
  FeedEvent,
  MessagesRead,
  PhotoPainted,
  TakedownNews,
  Typing,
  UploadProgress,
} from '@picture-live/shared/protocol';
import * as z from 'zod/mini';

const Text = z.string().check(z.maxLength(500));

/**
 * What every instance of the relay has to hear about, so that it can tell its own sockets. A schema,
 * because other instances may be of another version: what it does not know is not heard.
 */
export const FanOutMessage = z.discriminatedUnion('kind', [
  /** A committed change of a session; `visitors` hear something else where they may not read it. */
  z.object({
    kind: z.literal('feed'),
    sessionId: Text,
    event: FeedEvent,
    visitors: z.optional(FeedEvent),
  }),
  /** First report of a photo on a guest's screen. */
  z.object({ kind: z.literal('painted'), sessionId: Text, painted: PhotoPainted }),
  /** Where an upload is, for the sockets of whoever uploads (`name`: see access/name-of.ts). */
  z.object({ kind: z.literal('upload_progress'), name: Text, progress: UploadProgress }),
  /** From how many of its screens an instance knows a photo to be gone, for the others to add up. */
  z.object({
    kind: z.literal('removal'),
    instance: Text,
    sessionId: Text,
    photoId: Text,
    seq: z.int(),
    gone: z.int().check(z.gte(0)),
    screens: z.int().check(z.gte(0)),
  }),
  /** Somebody asked for a photo to go, or that was decided: for members. */
  z.object({
    kind: z.literal('takedown'),
    event: z.enum(['takedown_requested', 'takedown_decided']),
    news: TakedownNews,
  }),
  /** Somebody (`name`: see access/name-of.ts) is typing, for the others; `visitors` hear it, too. */
  z.object({ kind: z.literal('typing'), name: Text, typing: Typing, visitors: z.boolean() }),
  /** Somebody has read messages on one of their devices. */
  z.object({ kind: z.literal('messages_read'), name: Text, read: MessagesRead }),
  /** The addresses of a session's pictures have been replaced; see repositories/media-keys.ts. */
  z.object({ kind: z.literal('media_key'), sessionId: Text }),
  /** Somebody's access was taken away: their sockets are cut; see services/access/actor.ts. */
  z.object({ kind: z.literal('access_ended'), holder: Text }),
  /** How many guests an instance has in its sessions, for the others to add up. */
  z.object({
    kind: z.literal('presence'),
    instance: Text,
    counts: z
      .array(z.object({ sessionId: Text, viewers: z.int().check(z.gte(0)) }))
      .check(z.maxLength(1_000)),
  }),
]);
export type FanOutMessage = z.infer<typeof FanOutMessage>;

export type FanOutListener = (message: FanOutMessage) => void;

/**
 * Carries messages from the instance where something happened to all instances, itself included.
 * It may lose messages (a process dies, a connection breaks): the feed is what makes them exact.
 */
export interface FanOut {
  publish(message: FanOutMessage): void;
  /** Tells this instance alone, of what it has found out for itself. */
  deliver(message: FanOutMessage): void;
  /** Returns how to stop listening. */
  subscribe(listener: FanOutListener): () => void;
  /** Called when messages may have been missed; returns how to stop that. */
  onGap(listener: () => void): () => void;
}
