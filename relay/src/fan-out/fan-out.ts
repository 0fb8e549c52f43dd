import type { FeedEvent, PhotoPainted, UploadProgress } from '@picture-live/shared/protocol';

/** What every instance of the relay has to hear about, so that it can tell its own sockets. */
export type FanOutMessage =
  /** A committed change of a session. */
  | { kind: 'feed'; sessionId: string; event: FeedEvent }
  /** First report of a photo on a guest's screen. */
  | { kind: 'painted'; sessionId: string; painted: PhotoPainted }
  /** Where an upload is, for the sockets of whoever uploads (`name`: see access/name-of.ts). */
  | { kind: 'upload_progress'; name: string; progress: UploadProgress }
  /** The addresses of a session's pictures have been replaced; see repositories/media-keys.ts. */
  | { kind: 'media_key'; sessionId: string }
  /** Somebody's access was taken away: their sockets are cut; see services/access/actor.ts. */
  | { kind: 'access_ended'; holder: string };

export type FanOutListener = (message: FanOutMessage) => void;

/**
 * Carries messages from the instance where something happened to all instances, itself included.
 * It may lose messages (a process dies, a connection breaks): the feed is what makes them exact.
 */
export interface FanOut {
  publish(message: FanOutMessage): void;
  /** Returns how to stop listening. */
  subscribe(listener: FanOutListener): () => void;
}
