/*
 * Decodes pictures and makes them as large as they are shown, beside the page: on a weak computer
 * that takes a quarter of a second, in which the page would stand still.
 */

/** What the page asks for; `width` in pixels, at most that of the picture. */
export interface DecodeRequest {
  id: number;
  blob: Blob;
  width: number;
}

/** Null for what is no picture. */
export interface DecodeReply {
  id: number;
  bitmap: ImageBitmap | null;
}

/** Of a worker's global object, what is used of it here. */
interface WorkerScope {
  addEventListener: (type: 'message', listen: (event: MessageEvent<DecodeRequest>) => void) => void;
  postMessage: (reply: DecodeReply, transfer: Transferable[]) => void;
}

declare const self: WorkerScope;

self.addEventListener('message', ({ data }) => void answer(data));

async function answer({ id, blob, width }: DecodeRequest): Promise<void> {
  try {
    const bitmap = await createImageBitmap(blob, { resizeWidth: width, resizeQuality: 'high' });
    self.postMessage({ id, bitmap }, [bitmap]);
  } catch {
    // Torn, or not enough memory: the page decides what becomes of it.
    self.postMessage({ id, bitmap: null }, []);
  }
}
