import type { Db } from '../../db/database.ts';
import { countHiding } from '../../repositories/takedowns.ts';

/**
 * A request hides its photo at once, before anybody has looked at it; so somebody who asks for
 * everything could empty a gallery. Whose requests hide this many photos is still heard, but the
 * owner's decision comes first from then on: few people find more photos of themselves worth asking
 * about in one go, and each decision makes room for the next.
 */
export const MOST_HIDDEN_BY_PERSON = 5;
/**
 * Whoever drops their cookies is somebody else each time: the network they come from is not. A
 * venue's guests share it, hence the larger number.
 */
export const MOST_HIDDEN_FROM_NETWORK = 25;

/** Whether a further request of this person may hide its photo by itself. */
export async function mayHide(
  trx: Db,
  who: { sessionId: string; asker: string; origin: string },
): Promise<boolean> {
  const { byAsker, byOrigin } = await countHiding(trx, who);
  return byAsker < MOST_HIDDEN_BY_PERSON && byOrigin < MOST_HIDDEN_FROM_NETWORK;
}
