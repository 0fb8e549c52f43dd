/**
 * Stars in an XMP packet (`xmp:Rating`, XMP specification part 1, 8.4): 0 to 5; -1, which editors
 * write for "rejected", counts as none. Null where it says nothing.
 */
export function readXmpRating(packet: string): number | null {
  const found = /\bxmp:Rating(?:="|>)\s*(-?\d+(?:\.\d+)?)/u.exec(packet)?.[1];
  if (found === undefined) return null;
  const stars = Math.round(Number(found));
  return stars > 5 ? null : Math.max(0, stars);
}
