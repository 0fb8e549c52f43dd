/** Letters or a logo as dots: 1 is ink. Rows begin at a byte. */
export interface Mask {
  width: number;
  height: number;
  bits: Uint8Array;
}

/** A picture with colours, as a JPEG. */
export interface Jpeg {
  width: number;
  height: number;
  bytes: Uint8Array;
}

/** Where something stands on the poster, in millimetres from its upper left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** `#rrggbb`. */
export type Colour = string;

/** What is drawn, in the order in which it is. */
export type Mark =
  | { kind: 'area'; box: Box; colour: Colour }
  /** Areas of one colour, such as the modules of a code. */
  | { kind: 'areas'; boxes: readonly Box[]; colour: Colour }
  | { kind: 'mask'; box: Box; colour: Colour; mask: Mask }
  | { kind: 'picture'; box: Box; picture: Jpeg };

/** One poster, `width` by `height` millimetres. */
export interface Drawing {
  width: number;
  height: number;
  marks: readonly Mark[];
}

/** Of an A4 sheet in millimetres; every other size of the row is the same poster, smaller. */
export const A4 = { width: 210, height: 297 } as const;
