import { createRelayClient } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { PublicSession } from '@picture-live/shared/protocol';
import type { SessionChoice } from '../../bridge/desk.ts';

/** What a laptop may deliver to; nothing where its token was revoked. */
export async function sessionsOfDevice(
  relayUrl: string,
  deviceToken: string,
): Promise<PublicSession[]> {
  try {
    return (await createRelayClient({ baseUrl: relayUrl, deviceToken }).device()).sessions;
  } catch (error) {
    // Revoked: it has to be paired again, by a code or whoever logs in.
    if (error instanceof PictureLiveError && error.code === 'unauthorized') return [];
    throw error;
  }
}

/** Sessions of an account and of a laptop, each once. */
export function choicesOf(
  theirs: readonly PublicSession[],
  ours: readonly PublicSession[],
): SessionChoice[] {
  const all = new Map([...theirs, ...ours].map((session) => [session.id, toChoice(session)]));
  return [...all.values()];
}

function toChoice({ id, slug, title, photoCount }: PublicSession): SessionChoice {
  return { id, slug, title, photoCount };
}
