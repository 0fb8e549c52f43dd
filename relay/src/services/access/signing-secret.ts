import type { Db } from '../../db/database.ts';
import { keepSetting } from '../../repositories/settings.ts';
import { randomToken } from './opaque-tokens.ts';

/** The secret of an embedded relay that was given none: made once and kept with its data. */
export async function keptSigningSecret(db: Db): Promise<string> {
  return keepSetting(db, 'jwt_secret', randomToken());
}
