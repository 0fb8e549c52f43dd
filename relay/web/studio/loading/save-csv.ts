import { PictureLiveError, isErrorCode } from '@picture-live/shared/errors';
import { ErrorBody } from '@picture-live/shared/protocol';
import { saveFile } from './save-file.ts';

/**
 * Saves a table of the relay as a file under the name that the relay gives it.
 *
 * @param token of whoever is logged in: a link cannot carry it.
 * @throws PictureLiveError the relay's reason; `relay_unreachable`.
 */
export async function saveCsv(path: string, token: string | null): Promise<void> {
  const response = await ask(path, token);
  if (!response.ok) throw await reasonOf(response);
  const given = response.headers.get('content-disposition') ?? '';
  saveFile(await response.blob(), /filename="([^"]+)"/.exec(given)?.[1] ?? 'numbers.csv');
}

async function ask(path: string, token: string | null): Promise<Response> {
  try {
    return await fetch(path, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });
  } catch (error) {
    throw new PictureLiveError('relay_unreachable', undefined, { cause: error });
  }
}

async function reasonOf(response: Response): Promise<PictureLiveError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = ErrorBody.safeParse(body);
  if (!parsed.success) return new PictureLiveError('unavailable');
  const { code } = parsed.data.error;
  return new PictureLiveError(isErrorCode(code) ? code : 'unavailable');
}
