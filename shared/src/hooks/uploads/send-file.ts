import { PictureLiveError, ERRORS } from '../../errors/index.ts';
import { replyOf } from '../../client/http.ts';
import { UploadReply, type UploadOutcome } from '../../protocol/index.ts';

/** One file on its way. */
export interface FileToUpload {
  url: URL;
  token: string | null;
  fields: Record<string, string>;
  file: Blob;
  name: string;
  /** Share of the bytes that have left, 0…1; not called where nobody counts them. */
  onSent: (share: number) => void;
  signal: AbortSignal;
}

interface Answer {
  status: number;
  text: string;
}

/** @throws PictureLiveError the relay's code, or `relay_unreachable` with the cause. */
export async function sendFile(upload: FileToUpload): Promise<UploadOutcome> {
  const form = new FormData();
  // The relay wants to know where to before the bytes come.
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append('files', upload.file, upload.name);
  // Only XMLHttpRequest says how far the bytes are.
  const send = typeof XMLHttpRequest === 'undefined' ? overFetch : overXhr;
  const answer = await send(upload, form).catch((cause: unknown) => {
    throw new PictureLiveError('relay_unreachable', ERRORS.relay_unreachable.message, { cause });
  });
  const [outcome] = replyOf(UploadReply, answer, `POST ${upload.url.pathname}`).outcomes;
  if (outcome === undefined) throw new PictureLiveError('internal');
  return outcome;
}

async function overFetch({ url, token, signal }: FileToUpload, form: FormData): Promise<Answer> {
  const reply = await fetch(url, { method: 'POST', headers: headersOf(token), body: form, signal });
  return { status: reply.status, text: await reply.text() };
}

function overXhr(upload: FileToUpload, form: FormData): Promise<Answer> {
  const { url, token, signal, onSent } = upload;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    const fail = (why: string) => () => {
      signal.removeEventListener('abort', abort);
      reject(new Error(why));
    };
    request.open('POST', url);
    for (const [name, value] of Object.entries(headersOf(token))) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onSent(loaded / total);
    });
    request.addEventListener('load', () => {
      signal.removeEventListener('abort', abort);
      resolve({ status: request.status, text: request.responseText });
    });
    request.addEventListener('error', fail('The connection broke.'));
    request.addEventListener('abort', fail('The upload was stopped.'));
    signal.addEventListener('abort', abort);
    if (signal.aborted) return fail('The upload was stopped.')();
    request.send(form);
  });
}

function headersOf(token: string | null): Record<string, string> {
  return {
    accept: 'application/json',
    ...(token !== null && { authorization: `Bearer ${token}` }),
  };
}
