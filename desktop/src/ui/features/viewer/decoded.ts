/** A picture that is decoded and may be shown without a flash; its size in its own pixels. */
export interface DecodedPicture {
  url: string;
  width: number;
  height: number;
}

/** Loads and decodes a picture; null where there is none. */
export async function decoded(url: string): Promise<DecodedPicture | null> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return { url, width: image.naturalWidth, height: image.naturalHeight };
  } catch {
    // Not made yet, or the engine is away: nothing to show is an answer.
    return null;
  }
}
