import { memberPicturePath } from '@picture-live/shared/client';
import type { PictureLive } from '@picture-live/shared/hooks';
import type { RenditionName } from '@picture-live/shared/protocol';

/** Pictures that have no address: a token gets the bytes, and the page makes an address of its own. */
export interface PrivatePictures {
  /** Null: it cannot be had any more, or not now. */
  open: (photoId: string, revision: number, name: RenditionName) => Promise<string | null>;
}

/** Of thumbs these are a few megabytes, and more than a screen shows. */
const MOST_KEPT = 160;
const AT_ONCE = 4;

/** Keeps the ones that were used last; the others are given back to the browser. */
export function privatePictures({
  baseUrl,
  api,
}: Pick<PictureLive, 'baseUrl' | 'api'>): PrivatePictures {
  const kept = new Map<string, Promise<string | null>>();
  const waiting: (() => void)[] = [];
  let running = 0;

  async function turn(): Promise<void> {
    if (running < AT_ONCE) {
      running += 1;
      return;
    }
    // Whoever ends hands their place on.
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  }

  async function load(photoId: string, name: RenditionName): Promise<string | null> {
    await turn();
    try {
      const token = await api.accessToken();
      const reply = await fetch(new URL(memberPicturePath(photoId, name), baseUrl), {
        headers: token === null ? {} : { authorization: `Bearer ${token}` },
      });
      return reply.ok ? URL.createObjectURL(await reply.blob()) : null;
    } catch {
      // No network: the next look asks again.
      return null;
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }

  async function giveBack(oldest: string): Promise<void> {
    const url = await kept.get(oldest);
    kept.delete(oldest);
    if (typeof url === 'string') URL.revokeObjectURL(url);
  }

  return {
    async open(photoId, revision, name) {
      const key = `${photoId} ${revision} ${name}`;
      const picture = kept.get(key) ?? load(photoId, name);
      kept.delete(key);
      kept.set(key, picture);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) void giveBack(oldest);
      const url = await picture;
      if (url === null && kept.get(key) === picture) kept.delete(key);
      return url;
    },
  };
}
