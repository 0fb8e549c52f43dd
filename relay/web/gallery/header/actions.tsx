import type { SessionSwitches } from '@picture-live/shared/protocol';
import { SlidersHorizontal } from 'lucide-preact';
import type { Panel } from '../page/panels.tsx';
import type { Scene } from '../page/scene.ts';
import { TalkButton } from '../talk/talk-button.tsx';

interface ActionsProps {
  scene: Scene;
  switches: SessionSwitches | undefined;
  onOpen: (panel: Panel) => void;
}

/** What a guest can do with the gallery as a whole. */
export function Actions({ scene, switches, onOpen }: ActionsProps) {
  const { words } = scene.language;
  const { title } = words.find;
  return (
    <div class="header-actions">
      {switches?.comments === true && (
        <TalkButton talk={scene.talk} words={words} onOpen={() => onOpen('talk')} />
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={title}
        title={title}
        onClick={() => onOpen('find')}
      >
        <SlidersHorizontal size={22} aria-hidden="true" />
      </button>
    </div>
  );
}
