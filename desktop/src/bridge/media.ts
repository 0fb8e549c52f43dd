import { RenditionName } from '@picture-live/shared/protocol';
import type { EngineHost } from './host.ts';
import { messageMediaOf, messageMediaResponse } from './message-media.ts';
import { recipeMediaOf, recipeMediaResponse } from './recipe-media.ts';
import { textReply, type Reply } from './reply.ts';

const MEDIA_PATH = /^\/?media\/([0-9a-z-]{1,64})\/([1-9][0-9]{0,8})\/([a-z]+)\.jpg$/;

/** Whether a path asks for a picture, be it well formed or not. */
export function isMediaPath(path: string): boolean {
  return /^\/?media\//.test(path);
}

/** What a shell's pictures come from. */
export type MediaHost = Pick<EngineHost, 'media' | 'recipeMedia' | 'messageMedia'>;

/**
 * Answers `media/<shotId>/<revision>/<thumb|grid|full>.jpg`. A revision's renditions never change,
 * so a page may keep them; "none yet" it may not. And the recipes' files and the messages' pictures.
 */
export async function mediaResponse(host: MediaHost, path: string): Promise<Reply> {
  const ofRecipes = recipeMediaOf(path);
  if (ofRecipes !== null) return recipeMediaResponse(host, ofRecipes);
  const ofMessages = messageMediaOf(path);
  if (ofMessages !== null) return messageMediaResponse(host, ofMessages);
  const [, shotId, revision, word] = MEDIA_PATH.exec(path) ?? [];
  const name = RenditionName.safeParse(word);
  if (shotId === undefined || !name.success) return textReply(404, 'There is no such picture.');
  const bytes = await host.media(shotId, Number(revision), name.data);
  if (bytes === null) return textReply(404, 'This picture has not been made yet.');
  return {
    status: 200,
    headers: {
      'content-type': 'image/jpeg',
      'cache-control': 'private, max-age=31536000, immutable',
    },
    body: bytes,
  };
}
