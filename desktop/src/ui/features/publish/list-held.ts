import type { ShotView } from '../../../bridge/contract.ts';
import type { EngineLink } from '../../app/engine-link.ts';

const PAGE = 500;
/** More than a day of shooting; a bound all the same. */
const MOST_PAGES = 100;

/**
 * Everything that is held, the newest first, also what this page has not loaded.
 *
 * @throws PictureLiveError when the engine does not answer.
 */
export async function listHeld(engine: Pick<EngineLink, 'call'>): Promise<ShotView[]> {
  const held: ShotView[] = [];
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const before = held.at(-1)?.id ?? null;
    const page = await engine.call('listShots', { before, limit: PAGE, states: ['held'] });
    held.push(...page.shots);
    if (!page.more) break;
  }
  return held;
}
