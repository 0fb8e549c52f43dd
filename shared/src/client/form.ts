import { randomId } from './random-id.ts';

/** A file to be sent, with the name people know it by. */
export interface FileToSend {
  name: string;
  content: Uint8Array;
}

/** An upload may take as long as at this rate, in bytes per second: a crowded hall's uplink. */
const SLOWEST_UPLINK = 16_000;
const UPLOAD_MIN_MS = 30_000;

/** Fields and files as `multipart/form-data` (RFC 7578), and how long sending them may take. */
export function formCall(fields: Record<string, string>, files: readonly FileToSend[]) {
  const boundary = `picture-live-${randomId()}`;
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const part = (disposition: string, content: Uint8Array): void => {
    const head = `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n`;
    parts.push(encoder.encode(head), content, encoder.encode('\r\n'));
  };
  for (const [name, value] of Object.entries(fields)) {
    part(`name="${name}"`, encoder.encode(value));
  }
  for (const { name, content } of files) {
    part(`name="files"; filename="${escaped(name)}"`, content);
  }
  parts.push(encoder.encode(`--${boundary}--\r\n`));
  const content = joined(parts);
  return {
    body: { type: `multipart/form-data; boundary=${boundary}`, content },
    timeoutMs: UPLOAD_MIN_MS + (content.byteLength / SLOWEST_UPLINK) * 1000,
  };
}

/** As browsers do it (HTML, "multipart/form-data encoding algorithm"). */
function escaped(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((bytes, part) => bytes + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
