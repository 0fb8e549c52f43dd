import type { PanelProps } from '../page/panels.tsx';
import { TalkSheet } from './talk-sheet.tsx';

/** The messages of the session, beside its photos. */
export function TalkPanel({ scene, onClose }: PanelProps) {
  return <TalkSheet talk={scene.talk} language={scene.language} onClose={onClose} />;
}
