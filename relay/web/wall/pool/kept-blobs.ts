/** The file of a picture, as the relay sent it. */
export interface KeptBlob {
  photoId: string;
  url: string;
  blob: Blob;
}

/** Files of pictures that were shown or will be, for when there is no network. */
export interface KeptBlobs {
  get: (url: string) => Blob | undefined;
  keep: (kept: KeptBlob) => void;
  forgetUrl: (url: string) => void;
  forgetPhoto: (photoId: string) => void;
  /** What is kept, the least recently used first. */
  list: () => readonly KeptBlob[];
}

/** @param maxBytes together; whatever was not used for longest gives way. */
export function keepBlobs(maxBytes: number): KeptBlobs {
  // A Map remembers the order in which its keys came.
  const kept = new Map<string, KeptBlob>();
  let bytes = 0;

  function forgetUrl(url: string): void {
    bytes -= kept.get(url)?.blob.size ?? 0;
    kept.delete(url);
  }

  return {
    get(url) {
      const found = kept.get(url);
      if (found === undefined) return undefined;
      kept.delete(url);
      kept.set(url, found);
      return found.blob;
    },
    keep(one) {
      forgetUrl(one.url);
      kept.set(one.url, one);
      bytes += one.blob.size;
      for (const { url } of kept.values()) {
        if (bytes <= maxBytes || url === one.url) break;
        forgetUrl(url);
      }
    },
    forgetUrl,
    forgetPhoto(photoId) {
      for (const { url, photoId: id } of kept.values()) if (id === photoId) forgetUrl(url);
    },
    list: () => [...kept.values()],
  };
}
