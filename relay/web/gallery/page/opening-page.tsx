import { backoffMs, type RelayClient } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import { useEffect, useState } from 'preact/hooks';
import { Message } from '../message/message.tsx';
import type { Language } from '../words/choose.ts';
import { fetchData, slugOf } from './gallery-data.ts';
import { GalleryPage } from './gallery-page.tsx';
import { openScene, type Scene } from './scene.ts';

interface OpeningPageProps {
  client: RelayClient;
  language: Language;
  /** What the page brought with it; null: it has to be asked for. */
  scene: Scene | null;
}

type Opening =
  { state: 'opening'; failures: number } | { state: 'open'; scene: Scene } | { state: 'not_found' };

const RETRY = { firstMs: 2_000, capMs: 20_000 };

/** Shows the gallery, from the data in the page or as soon as the relay has answered. */
export function OpeningPage({ client, language, scene }: OpeningPageProps) {
  const { words } = language;
  const [opening, setOpening] = useState<Opening>(
    scene === null ? { state: 'opening', failures: 0 } : { state: 'open', scene },
  );
  const failures = opening.state === 'opening' ? opening.failures : null;

  useEffect(() => {
    if (failures === null) return undefined;
    const delay = failures === 0 ? 0 : backoffMs(RETRY, failures, Math.random());
    const timer = setTimeout(() => {
      void open(client, language, failures).then(setOpening);
    }, delay);
    return () => clearTimeout(timer);
  }, [client, language, failures]);

  if (opening.state === 'open') return <GalleryPage scene={opening.scene} />;
  if (opening.state === 'not_found') {
    return <Message title={words.notFoundTitle} text={words.notFoundText} />;
  }
  if (opening.failures === 0) return null;
  return <Message title={words.failedTitle} text={words.failedText} />;
}

async function open(client: RelayClient, language: Language, failures: number): Promise<Opening> {
  try {
    const data = await fetchData(client, slugOf(location.pathname));
    return { state: 'open', scene: openScene(client, data, language) };
  } catch (error) {
    if (!(error instanceof PictureLiveError)) throw error;
    return error.retry ? { state: 'opening', failures: failures + 1 } : { state: 'not_found' };
  }
}
