import type { ComponentType } from 'preact';
import { say } from '../toast/toast.tsx';
import type { Scene } from './scene.ts';
import { useLoaded } from './use-loaded.ts';

/** What can be opened over the gallery. */
export type Panel = 'find' | 'talk';

export interface PanelProps {
  scene: Scene;
  onClose: () => void;
}

/** Each one’s code comes when it is wanted for the first time. */
const LOADERS: Record<Panel, () => Promise<ComponentType<PanelProps>>> = {
  find: async () => (await import('../find/find-sheet.tsx')).FindSheet,
  talk: async () => (await import('../talk/talk-panel.tsx')).TalkPanel,
};

/** The panel that is open; says so where its code cannot be had at this moment. */
export function OpenPanel({ panel, scene, onClose }: PanelProps & { panel: Panel }) {
  const Sheet = useLoaded(LOADERS[panel], () => {
    say(scene.language.words.unreachable);
    onClose();
  });
  return Sheet === null ? null : <Sheet scene={scene} onClose={onClose} />;
}
