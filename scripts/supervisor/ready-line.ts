import type { Home } from './home.ts';
import type { Running } from './system.ts';

/** The one line of `--json`, which scripts and tests read. */
export function readyLine(
  { relay, gallery, tether, session }: Running,
  home: Pick<Home, 'path' | 'hotFolders'>,
  pids: { relay: number; engine: number },
): string {
  const line = {
    ready: true,
    relay,
    gallery,
    tether,
    sessionId: session.id,
    hotFolders: home.hotFolders,
    home: home.path,
    pids,
  };
  return `${JSON.stringify(line)}\n`;
}
