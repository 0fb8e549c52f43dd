/** Small enough that a slow pace is even over a second, large enough that a fast one costs nothing. */
const PIECE_BYTES = 16_384;

/**
 * The bytes as a stream that is read no faster than `pace` lets it.
 *
 * @param pace resolves when that many bytes may be sent.
 */
export function pacedBody(
  bytes: Uint8Array<ArrayBuffer>,
  pace: (bytes: number) => Promise<void>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = 0;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const piece = bytes.slice(sent, sent + PIECE_BYTES);
        if (piece.length === 0) return controller.close();
        await pace(piece.length);
        sent += piece.length;
        controller.enqueue(piece);
      },
    },
    // Nothing is read ahead of the line.
    { highWaterMark: 0 },
  );
}
