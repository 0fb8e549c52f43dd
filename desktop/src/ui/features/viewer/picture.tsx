import { useEffect, useState } from 'react';
import type { ShotView } from '../../../bridge/contract.ts';
import { mediaUrl } from '../../app/media-url.ts';
import { decoded } from './decoded.ts';

/** A picture that is decoded and may be shown without a flash. */
interface Shown {
  url: string;
  name: string;
}

/**
 * The shot as large as it fits. The picture before it stays until the new one is decoded, so that
 * a shoot does not flicker; the sharpest rendition follows where the screen can show it.
 */
export function Picture({ shot, sharp }: { shot: ShotView; sharp: boolean }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const { id, revision, name } = shot;
  useEffect(() => {
    let wanted = true;
    async function show(): Promise<void> {
      const grid = await decoded(mediaUrl(id, revision, 'grid'));
      if (wanted) setShown(grid && { url: grid.url, name });
      const full =
        wanted && grid !== null && sharp ? await decoded(mediaUrl(id, revision, 'full')) : null;
      if (wanted && full !== null) setShown({ url: full.url, name });
    }
    void show();
    return () => {
      wanted = false;
    };
  }, [id, revision, name, sharp]);
  return shown && <img className="viewer-picture" src={shown.url} alt={shown.name} />;
}
