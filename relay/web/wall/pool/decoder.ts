import type { DecodeReply, DecodeRequest } from './decode-worker.ts';
import type { Releasable, Wanted } from './pool.ts';

/** A picture that is decoded and may be put into the page. */
export interface Picture extends Releasable {
  element: HTMLCanvasElement;
}

interface Waiting {
  resolve: (bitmap: ImageBitmap) => void;
  reject: (error: Error) => void;
}

/** Decodes outside of the page and its thread, so that nothing half-decoded is seen and nothing waits. */
export function createDecoder() {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;

  function fail(): void {
    worker?.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(new Error('The decoder has failed.'));
    waiting.clear();
  }

  function hear({ data: { id, bitmap } }: MessageEvent<DecodeReply>): void {
    const one = waiting.get(id);
    waiting.delete(id);
    if (bitmap === null) one?.reject(new Error('This is no picture.'));
    else one?.resolve(bitmap);
  }

  /** Begun anew after a failure: without a network its file may not have come. */
  function start(): Worker {
    const started = new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', hear);
    started.addEventListener('error', fail);
    return started;
  }

  async function decode(blob: Blob, { width }: Wanted): Promise<Picture> {
    worker ??= start();
    const request: DecodeRequest = { id: (lastId += 1), blob, width };
    const bitmap = await new Promise<ImageBitmap>((resolve, reject) => {
      waiting.set(request.id, { resolve, reject });
      worker?.postMessage(request, []);
    });
    return onCanvas(bitmap);
  }

  return { decode, stop: fail };
}

/** The pixels themselves, which the compositor shows without asking the page again. */
function onCanvas(bitmap: ImageBitmap): Picture {
  const element = document.createElement('canvas');
  element.width = bitmap.width;
  element.height = bitmap.height;
  element.setAttribute('role', 'img');
  element.getContext('bitmaprenderer', { alpha: false })?.transferFromImageBitmap(bitmap);
  return {
    element,
    release() {
      element.remove();
      // Given back now, and not when memory happens to be swept.
      element.width = 0;
      element.height = 0;
    },
  };
}
