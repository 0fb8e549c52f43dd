import { backoffMs, type RelayClient } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import { useEffect, useState } from 'preact/hooks';
import { Message } from '../message/message.tsx';
import { forgetTitle, titleSeen } from '../offline/last-seen.ts';
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
    const attempt = (): void => void open(client, language, failures).then(setOpening);
    const delay = failures === 0 ? 0 : backoffMs(RETRY, failures, Math.random());
    const timer = setTimeout(attempt, delay);
    window.addEventListener('online', attempt);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', attempt);
    };
  }, [client, language, failures]);

  if (opening.state === 'open') return <GalleryPage scene={opening.scene} />;
  if (opening.state === 'not_found') {
    return <Message title={words.notFoundTitle} text={words.notFoundText} />;
  }
  if (opening.failures === 0) return null;
  const title = titleSeen(slugOf(location.pathname));
  return (
    <Message
      title={navigator.onLine ? words.failedTitle : words.offlineTitle}
      text={words.offlineText(title)}
    />
  );
}

async function open(client: RelayClient, language: Language, failures: number): Promise<Opening> {
  const slug = slugOf(location.pathname);
  try {
    const data = await fetchData(client, slug);
    return { state: 'open', scene: openScene(client, data, language) };
  } catch (error) {
    if (!(error instanceof PictureLiveError)) throw error;
    if (error.retry) return { state: 'opening', failures: failures + 1 };
    // The relay has a page for that, with the form for the code.
    if (error.code === 'access_code_required') location.reload();
    else forgetTitle(slug);
    return { state: 'not_found' };
  }
}
