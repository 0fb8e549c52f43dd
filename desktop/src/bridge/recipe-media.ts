import type { Reply } from './reply.ts';
import { textReply } from './reply.ts';

/** Which of the recipes' files is asked for. */
export type RecipeMedia =
  | { kind: 'preview'; hash: string }
  | { kind: 'artwork'; hash: string }
  /** A recipe to be saved, with its drawings. */
  | { kind: 'file'; id: string };

export interface RecipeMediaHost {
  /** `name`: what a saved file is to be called. Null: there is no such thing. */
  recipeMedia(asked: RecipeMedia): Promise<{ bytes: Buffer; name?: string } | null>;
}

const PATH =
  /^\/?media\/recipes\/(?:(preview)\/([0-9a-f]{64})\.jpg|(artwork)\/([0-9a-f]{64})\.png|(file)\/([0-9a-z-]{1,64})\.json)$/;
const TYPES = { preview: 'image/jpeg', artwork: 'image/png', file: 'application/json' };

/** What a path asks for of the recipes' files; null: nothing of theirs. */
export function recipeMediaOf(path: string): RecipeMedia | null {
  const [, preview, previewHash, artwork, artworkHash, file, id] = PATH.exec(path) ?? [];
  if (preview && previewHash !== undefined) return { kind: 'preview', hash: previewHash };
  if (artwork && artworkHash !== undefined) return { kind: 'artwork', hash: artworkHash };
  return file && id !== undefined ? { kind: 'file', id } : null;
}

export async function recipeMediaResponse(
  host: RecipeMediaHost,
  asked: RecipeMedia,
): Promise<Reply> {
  const found = await host.recipeMedia(asked);
  if (found === null) return textReply(404, 'There is no such file.');
  const headers: Record<string, string> = {
    'content-type': TYPES[asked.kind],
    'cache-control': asked.kind === 'file' ? 'no-store' : 'private, max-age=3600, immutable',
  };
  if (found.name !== undefined) {
    const name = encodeURIComponent(found.name).replaceAll("'", '%27');
    headers['content-disposition'] = `attachment; filename*=UTF-8''${name}`;
  }
  return { status: 200, headers, body: found.bytes };
}
