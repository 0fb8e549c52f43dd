import { Posters } from '../posters/posters.tsx';
import type { SessionTabProps } from '../session/tabs.ts';
import './access.css';
import { CodePanel } from './code-panel.tsx';
import { LinkPanel } from './link-panel.tsx';
import { SwitchesPanel } from './switches-panel.tsx';
import { WhenPanel } from './when-panel.tsx';
import { WhoPanel } from './who-panel.tsx';

/** Who gets in, how, for how long, and what they may do. Everything is done at once. */
export function AccessTab({ session }: SessionTabProps) {
  return (
    <>
      <div class="access">
        <div class="stack">
          <LinkPanel session={session} />
          {session.access === 'code' && <CodePanel session={session} />}
          <WhoPanel session={session} />
        </div>
        <div class="stack">
          <SwitchesPanel session={session} />
          <WhenPanel session={session} />
        </div>
      </div>
      <Posters session={session} />
    </>
  );
}
