import { ERRORS, isErrorCode, PictureLiveError } from '@picture-live/shared/errors';
import { ErrorBody, UploadReply, type UploadOutcome } from '@picture-live/shared/protocol';

/** Without a byte going either way for so long, the network is gone. */
const STALLED_MS = 30_000;

/**
 * Sends one photo. Not with fetch, which does not tell how much has left.
 *
 * @param onShare share of its bytes that have left, 0…1.
 * @throws PictureLiveError with the relay's code; `relay_unreachable` without a network.
 */
export function sendFile(
  sessionId: string,
  file: File,
  onShare: (share: number) => void,
): Promise<UploadOutcome> {
  const form = new FormData();
  form.set('sessionId', sessionId);
  form.set('files', file, file.name);
  const request = new XMLHttpRequest();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => request.abort(), STALLED_MS);
  };
  return new Promise<UploadOutcome>((resolve, reject) => {
    const fail = (): void => reject(new PictureLiveError('relay_unreachable'));
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      watch();
      onShare(total === 0 ? 0 : loaded / total);
    });
    request.addEventListener('load', () => {
      try {
        resolve(outcomeOf(request));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    request.addEventListener('error', fail);
    request.addEventListener('abort', fail);
    request.open('POST', '/api/photos/upload');
    watch();
    request.send(form);
  }).finally(() => clearTimeout(timer));
}

function outcomeOf({ status, responseText }: XMLHttpRequest): UploadOutcome {
  const content = parsed(responseText);
  const reply = UploadReply.safeParse(content);
  const [outcome] = reply.data?.outcomes ?? [];
  if (outcome !== undefined) return outcome;
  const code = ErrorBody.safeParse(content).data?.error.code ?? '';
  if (isErrorCode(code)) throw new PictureLiveError(code);
  // A proxy with a limit of its own, or a sign-in page of the network.
  const isTooLarge = status === ERRORS.blob_too_large.status;
  throw new PictureLiveError(isTooLarge ? 'blob_too_large' : 'relay_unreachable');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not the relay's.
    return null;
  }
}
