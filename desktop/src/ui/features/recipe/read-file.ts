import { PictureLiveError } from '@picture-live/shared/errors';

/** More than the engine takes; it is refused here, before the browser has it in memory. */
const MOST_BYTES = 50 * 1024 ** 2;

/**
 * A file that a person chose, as base64.
 *
 * @throws PictureLiveError `invalid_request` where it is too large or cannot be read.
 */
export async function asBase64(file: File): Promise<string> {
  const url = await read(file, (reader) => reader.readAsDataURL(file));
  return url.slice(url.indexOf(',') + 1);
}

/** The same as text. */
export async function asText(file: File): Promise<string> {
  return read(file, (reader) => reader.readAsText(file));
}

async function read(file: File, start: (reader: FileReader) => void): Promise<string> {
  if (file.size > MOST_BYTES) {
    throw new PictureLiveError('invalid_request', `${file.name} is larger than 50 MB.`);
  }
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () =>
      resolve(typeof reader.result === 'string' ? reader.result : ''),
    );
    reader.addEventListener('error', () =>
      reject(new PictureLiveError('invalid_request', `${file.name} cannot be read.`)),
    );
    start(reader);
  });
}
