/** The part of libheif-js that is used; its own types are those of the C library beneath. */
declare module 'libheif-js/wasm-bundle.js' {
  interface HeifPicture {
    is_primary(): boolean | number;
    get_width(): number;
    get_height(): number;
    /** Upright RGBA into `target.data`; null where it could not be decoded. */
    display(
      target: { data: Uint8ClampedArray; width: number; height: number },
      done: (target: unknown) => void,
    ): void;
    free(): void;
  }

  const libheif: {
    HeifDecoder: new () => { decode(bytes: Uint8Array): HeifPicture[] };
  };
  export default libheif;
}
