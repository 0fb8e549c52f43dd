import { assertNever } from '@picture-live/shared/errors';
import { say } from '../toast/toast.tsx';
import type { Scene } from './scene.ts';
import { useLoaded } from './use-loaded.ts';

/** What can be opened over the gallery; the code of each comes when it is wanted for the first time. */
export type Panel = 'find' | 'take' | 'give' | 'talk';

export interface PanelProps {
  scene: Scene;
  onClose: () => void;
}

const loadFind = () => import('../find/find-sheet.tsx');
const loadTake = () => import('../take-along/take-sheet.tsx');
const loadGive = () => import('../give/give-sheet.tsx');
const loadTalk = () => import('../talk/talk-panel.tsx');

/** The panel that is open; says so where its code cannot be had at this moment. */
export function OpenPanel({ panel, ...props }: PanelProps & { panel: Panel }) {
  switch (panel) {
    case 'take':
      return <TakePanel {...props} />;
    case 'give':
      return <GivePanel {...props} />;
    case 'talk':
      return <TalkPanel {...props} />;
    case 'find':
      return <FindPanel {...props} />;
    default:
      return assertNever(panel);
  }
}

function FindPanel(props: PanelProps) {
  const loaded = useLoaded(loadFind, () => giveUp(props));
  return loaded === null ? null : <loaded.FindSheet {...props} />;
}

function TakePanel(props: PanelProps) {
  const loaded = useLoaded(loadTake, () => giveUp(props));
  return loaded === null ? null : <loaded.TakeSheet {...props} />;
}

function GivePanel(props: PanelProps) {
  const loaded = useLoaded(loadGive, () => giveUp(props));
  return loaded === null ? null : <loaded.GiveSheet {...props} />;
}

function TalkPanel(props: PanelProps) {
  const loaded = useLoaded(loadTalk, () => giveUp(props));
  return loaded === null ? null : <loaded.TalkPanel {...props} />;
}

function giveUp({ scene, onClose }: PanelProps): void {
  say(scene.language.words.unreachable);
  onClose();
}
