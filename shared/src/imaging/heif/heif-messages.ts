/** What the worker is asked: to decode a whole file. */
export interface HeifQuestion {
  id: number;
  bytes: Uint8Array;
}

export type HeifAnswer =
  | { id: number; ok: true; width: number; height: number; pixels: Uint8Array<ArrayBuffer> }
  /** `reason` is libheif's. */
  | { id: number; ok: false; reason: string };
