import type { PageDoor } from '@picture-live/shared/protocol';
import { readSetting } from '../../repositories/settings.ts';
import { FIRST_ACCOUNT } from './registration.ts';
import type { RegistrationDeps } from './registration.ts';

/** How somebody who asks from this computer or from another may get an account. */
export async function doorOf(
  { db, registration }: Pick<RegistrationDeps, 'db' | 'registration'>,
  onThisMachine: boolean,
): Promise<PageDoor> {
  const isFirst = (await readSetting(db, FIRST_ACCOUNT)) === undefined;
  if (isFirst && onThisMachine) return { registration: 'first' };
  return { registration: isFirst && registration !== 'open' ? 'first_elsewhere' : registration };
}
