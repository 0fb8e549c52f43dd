/** The first `share` (0…1) of a file: what is there when a copy breaks off. */
export function truncated(jpeg: Buffer, share: number): Buffer {
  return Buffer.from(jpeg.subarray(0, Math.floor(jpeg.length * share)));
}

/** The whole file with zeros from one place to another (shares, 0…1), as lost network writes leave it. */
export function withHole(jpeg: Buffer, from: number, to: number): Buffer {
  const copy = Buffer.from(jpeg);
  copy.fill(0, Math.floor(jpeg.length * from), Math.floor(jpeg.length * to));
  return copy;
}

/** Full length with only the first `share` (0…1) written: how network shares allocate a file. */
export function preallocated(jpeg: Buffer, share: number): Buffer {
  return withHole(jpeg, share, 1);
}
