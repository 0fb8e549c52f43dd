import type { SessionSwitches } from '@picture-live/shared/protocol';
import { Download, ImagePlus, SlidersHorizontal } from 'lucide-preact';
import type { Panel } from '../page/panels.tsx';
import type { Scene } from '../page/scene.ts';
import { TalkButton } from '../talk/talk-button.tsx';

interface ActionsProps {
  scene: Scene;
  switches: SessionSwitches | undefined;
  onOpen: (panel: Panel) => void;
}

const ACTIONS = [
  { panel: 'give', Icon: ImagePlus, needs: 'guestUploads' },
  { panel: 'take', Icon: Download, needs: 'download' },
  { panel: 'find', Icon: SlidersHorizontal, needs: null },
] as const;

/** What a guest can do with the gallery as a whole, where its owner allows it. */
export function Actions({ scene, switches, onOpen }: ActionsProps) {
  const { words } = scene.language;
  const allowed = ACTIONS.filter(({ needs }) => needs === null || switches?.[needs] === true);
  return (
    <div class="header-actions">
      {switches?.comments === true && (
        <TalkButton talk={scene.talk} words={words} onOpen={() => onOpen('talk')} />
      )}
      {allowed.map(({ panel, Icon }) => (
        <button
          key={panel}
          type="button"
          class="icon-button"
          aria-label={words[panel].title}
          title={words[panel].title}
          onClick={() => onOpen(panel)}
        >
          <Icon size={22} aria-hidden="true" />
        </button>
      ))}
    </div>
  );
}
