/** What reading a blob's exact bytes showed: a JPEG with allowed metadata only, or why it is not. */
export type MetadataProof =
  { ok: true; width: number; height: number } | { ok: false; reason: string };

/** The check of shared/imaging that desktop and relay both make. */
export type ProveMetadata = (bytes: Buffer) => MetadataProof | Promise<MetadataProof>;
