import { useNews } from '@picture-live/shared/hooks/preact';
import type { RemovalProgress } from '@picture-live/shared/protocol';
import { MonitorCheck } from 'lucide-preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { photosWords as words } from '../words/photos-words.ts';
import { screensOf } from './screens.ts';

/** After the last of them has gone. */
const SHOWN_MS = 10_000;

/** "Gone from 412 of 415 screens", while photos that were taken away here go. */
export function ScreensNote(props: { sessionId: string; ids: readonly string[] }) {
  const { ids } = props;
  const [heard, setHeard] = useState<ReadonlyMap<string, RemovalProgress>>(new Map());
  const [isOver, setOver] = useState(true);
  const hear = useCallback((news: RemovalProgress) => {
    setHeard((known) => new Map([...known, [news.photoId, news] as const].slice(-MOST)));
  }, []);
  useNews(props.sessionId, 'removal', hear);
  useEffect(() => {
    if (ids.length === 0) return undefined;
    setOver(false);
    const timer = setTimeout(() => setOver(true), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [ids, heard]);
  const screens = screensOf(ids.flatMap((id) => heard.get(id) ?? []));
  const isShown = !isOver && screens !== null;
  return (
    <output class={`screens-note${isShown ? '' : ' unseen'}`}>
      {isShown && (
        <>
          <MonitorCheck size={18} aria-hidden="true" />
          {screens.screens === 0 ? words.noScreens : words.goneFrom(screens.gone, screens.screens)}
        </>
      )}
    </output>
  );
}

/** As many photos as the relay counts screens for. */
const MOST = 500;
