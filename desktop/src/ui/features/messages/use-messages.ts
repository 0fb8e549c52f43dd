import { PictureLiveError } from '@picture-live/shared/errors';
import { useEffect, useState } from 'react';
import type { CallReply } from '../../../bridge/contract.ts';
import { useApp, useSelect } from '../../app/context.tsx';
import { useAsked, type Asked } from '../history/use-asked.ts';

type Listed = CallReply<'listMessages'>;

/** The messages, asked for anew whenever the status says that there is something new. */
export function useMessages(): Asked<Listed> {
  const { engine } = useApp();
  const messages = useSelect((state) => state.status?.messages);
  const ask = () => engine.call('listMessages', null);
  const [asked, setAsked] = useState({ about: messages, ask });
  if (asked.about !== messages) setAsked({ about: messages, ask });
  return useAsked(asked.ask);
}

/**
 * Says to the engine that what is listed was read, while the page is looked at.
 *
 * @returns up to where it had been read when the panel opened: what came after that is new.
 */
export function useReading(listed: Listed | null): number | null {
  const { engine } = useApp();
  const [freshAfter, setFreshAfter] = useState<number | null>(null);
  if (freshAfter === null && listed?.heard === true) setFreshAfter(listed.readSeq);
  const newest = listed?.messages[0]?.seq ?? 0;
  const isUnread = listed !== null && newest > listed.readSeq;
  useEffect(() => {
    if (!isUnread) return undefined;
    const read = () => {
      if (document.visibilityState !== 'visible') return;
      engine.call('readMessages', { seq: newest }).catch((error: unknown) => {
        // The engine is away: it is told with the next list.
        if (!(error instanceof PictureLiveError)) throw error;
      });
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [engine, newest, isUnread]);
  return freshAfter;
}
