import { CloudOff, Pause } from 'lucide-preact';
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import { useConnection } from '../../gallery/live/connection-notice.ts';
import { useStore } from '../../gallery/page/store.ts';
import { AnnouncementCard } from '../announcements/announcement-card.tsx';
import { galleryLink } from '../corner/gallery-link.ts';
import { Corner } from '../corner/corner.tsx';
import { SettingsPanel } from '../settings/settings-panel.tsx';
import { useHands } from '../settings/use-hands.ts';
import { Welcome } from '../welcome/welcome.tsx';
import { chooseLanguage } from '../words/choose.ts';
import { Closed } from './closed.tsx';
import { useShow } from './use-show.ts';
import type { Wall } from './wall.ts';

/** The wall: photos on the whole screen, and little else. */
export function WallPage({ wall }: { wall: Wall }) {
  const { session, photos } = useStore(wall.live.state);
  const settings = useStore(wall.settings);
  const refusal = useStore(wall.live.refusal);
  const [announcement] = useStore(wall.announcements);
  const { notice } = useConnection(wall.live.connection);
  const { words, tag } = useMemo(() => chooseLanguage(settings.language), [settings.language]);
  const isEmpty = settings.onlyFeatured
    ? ![...photos.values()].some(({ featured }) => featured)
    : photos.size === 0;
  const stageRef = useRef<HTMLDivElement>(null);
  const { isPaused, shortcuts } = useShow(wall, stageRef, refusal === null);
  const { isAwake, sleep } = useHands(shortcuts);
  const link = galleryLink(location, session.slug);
  const title = session.branding?.title ?? session.title;
  const onRead = useCallback(
    (id: string) => wall.announcements.take((before) => before.filter((one) => one.id !== id)),
    [wall],
  );

  useEffect(() => {
    document.title = title;
    document.documentElement.lang = tag;
  }, [title, tag]);
  useEffect(() => {
    document.documentElement.classList.toggle('is-asleep', !isAwake && refusal === null);
  }, [isAwake, refusal]);

  if (refusal !== null) return <Closed refusal={refusal} words={words} />;
  return (
    <main class={settings.captions ? 'wall' : 'wall is-silent'}>
      <div class="stage" ref={stageRef} />
      {isEmpty && (
        <Welcome
          session={session}
          link={settings.qr ? link : null}
          onlyFeatured={photos.size > 0}
          words={words}
        />
      )}
      {!isEmpty && settings.qr && <Corner title={title} link={link} scan={words.scan} />}
      {settings.announcements && announcement !== undefined && (
        <AnnouncementCard message={announcement} label={words.announcement} onRead={onRead} />
      )}
      <output class="marks">
        {notice !== null && (
          <span class="mark">
            <CloudOff size={20} aria-hidden="true" />
            <span class={isAwake ? '' : 'only-heard'}>{words[notice]}</span>
          </span>
        )}
        {isPaused && (
          <span class="mark">
            <Pause size={20} aria-hidden="true" />
            <span class={isAwake ? '' : 'only-heard'}>{words.paused}</span>
          </span>
        )}
      </output>
      {isAwake && (
        <SettingsPanel
          settings={settings}
          words={words}
          isPaused={isPaused}
          hasNoLink={link === null}
          onChange={wall.settings.take}
          onFullScreen={shortcuts.fullScreen}
          onPause={shortcuts.pause}
          onNext={shortcuts.next}
          onClose={sleep}
        />
      )}
    </main>
  );
}
