import { parentPort } from 'node:worker_threads';
import libheif from 'libheif-js/wasm-bundle.js';
import type { HeifAnswer, HeifQuestion } from './heif-messages.ts';

/*
 * Decodes HEIF pictures, one after the other. A thread of its own: a picture keeps it busy for a
 * second, and the memory that libheif takes is only given back when the thread ends.
 */

parentPort?.on('message', (question: HeifQuestion) => {
  void answer(question).then(({ reply, transfer }) => parentPort?.postMessage(reply, transfer));
});

async function answer({ id, bytes }: HeifQuestion) {
  try {
    const picture = await decode(bytes);
    const reply: HeifAnswer = { id, ok: true, ...picture };
    return { reply, transfer: [picture.pixels.buffer] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const reply: HeifAnswer = { id, ok: false, reason };
    return { reply, transfer: [] };
  }
}

/** The primary picture, as three bytes for each pixel. */
async function decode(bytes: Uint8Array) {
  const pictures = new libheif.HeifDecoder().decode(bytes);
  try {
    const picture = pictures.find((one) => Boolean(one.is_primary())) ?? pictures[0];
    if (picture === undefined) throw new Error('there is no picture in it');
    const size = { width: picture.get_width(), height: picture.get_height() };
    const data = new Uint8ClampedArray(size.width * size.height * 4);
    const { promise, resolve } = Promise.withResolvers<unknown>();
    picture.display({ data, ...size }, resolve);
    if (!(await promise)) throw new Error('its pixels are damaged');
    return { ...size, pixels: withoutAlpha(data) };
  } finally {
    for (const picture of pictures) picture.free();
  }
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
}
