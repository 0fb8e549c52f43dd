/** How far a download is; `bytes` are those that have arrived. */
export type DownloadState =
  | { state: 'idle' }
  | { state: 'running'; bytes: number }
  /** The file is where the guest’s files are. */
  | { state: 'done' }
  /** The browser itself goes on with it. */
  | { state: 'handed_over' }
  | { state: 'failed' };

export interface DownloadWish {
  url: string;
  fileName: string;
  /** As far as is known before. */
  bytes: number;
}

export interface Download {
  /** Must be called by a tap: the browser may ask where to put the file. */
  start: (wish: DownloadWish) => Promise<void>;
  cancel: () => void;
}

/** What a page may hold before it becomes a file; a phone's memory has to do for much else. */
const MAX_HELD_BYTES = 300e6;
/** Handed to the browser in pieces, which it may put on the disk. */
const PIECE_BYTES = 8 * 2 ** 20;

interface SavePicker {
  showSaveFilePicker: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
}

/**
 * Downloads with a progress that can be seen and ended: straight into a file that the guest
 * chooses where the browser can do that, held by the page where it is not too much, and otherwise
 * by the browser's own downloads.
 */
export function createDownload(onState: (state: DownloadState) => void): Download {
  let ending: AbortController | null = null;

  async function start({ url, fileName, bytes }: DownloadWish): Promise<void> {
    const isSmall = bytes <= MAX_HELD_BYTES;
    if (!isSmall && !hasPicker(window)) {
      follow(url, fileName);
      onState({ state: 'handed_over' });
      return;
    }
    const controller = new AbortController();
    ending = controller;
    const { signal } = controller;
    try {
      const place = isSmall || !hasPicker(window) ? null : await choosePlace(window, fileName);
      onState({ state: 'running', bytes: 0 });
      const body = await ask(url, signal);
      const counted = body.pipeThrough(
        counting((now) => onState({ state: 'running', bytes: now })),
      );
      if (place === null) save(await hold(counted), fileName);
      else await counted.pipeTo(await place.createWritable(), { signal });
      onState({ state: 'done' });
    } catch (error) {
      // Whoever closes the question where to put it, or cancels, has said so.
      const isWanted =
        signal.aborted || (error instanceof DOMException && error.name === 'AbortError');
      onState({ state: isWanted ? 'idle' : 'failed' });
    }
  }

  return { start, cancel: () => ending?.abort() };
}

function hasPicker(page: Window): page is Window & SavePicker {
  return 'showSaveFilePicker' in page;
}

function choosePlace(page: SavePicker, suggestedName: string): Promise<FileSystemFileHandle> {
  return page.showSaveFilePicker({ suggestedName });
}

/** @throws TypeError without a network, Error where the relay says no. */
async function ask(
  url: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await fetch(url, { signal });
  if (!response.ok || response.body === null) {
    throw new Error(`The archive was answered with ${response.status}.`);
  }
  return response.body;
}

function counting(
  onBytes: (bytes: number) => void,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      onBytes(bytes);
      controller.enqueue(chunk);
    },
  });
}

async function hold(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Blob> {
  const pieces: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (value !== undefined) {
      chunks.push(value);
      bytes += value.byteLength;
    }
    if (done || bytes >= PIECE_BYTES) {
      pieces.push(new Blob(chunks));
      [chunks, bytes] = [[], 0];
    }
    if (done) return new Blob(pieces, { type: 'application/zip' });
  }
}

function save(file: Blob, fileName: string): void {
  const address = URL.createObjectURL(file);
  follow(address, fileName);
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function follow(address: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
}
