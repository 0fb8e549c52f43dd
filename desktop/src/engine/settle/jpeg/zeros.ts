import type { Frame, Scan } from './header.ts';
import type { HuffmanTables } from './huffman.ts';

/** What a long run of zero bytes inside a scan means. */
export interface ZeroRule {
  /** Shorter runs say nothing. */
  minimum: number;
  /** `hole`: no encoder writes it. `doubt`: a flat picture may hold it. */
  means: 'hole' | 'doubt';
}

const PAGE = 4096;
const SECTOR = 512;
/** Symbols of the tables in T.81 K.3, which files without tables of their own (MJPEG) rely on. */
const STANDARD_ZERO_SYMBOL = { dc: 0, ac: 1 };
const END_OF_BLOCK = 0;

/**
 * Decides from the scan's own tables whether zero bytes can be picture.
 *
 * Zero bits decode to the symbols that own the all-zero codes, block after block. Unless those are
 * "no DC difference" and "end of block" in every component, a run is a picture nobody takes: with
 * the usual tables (T.81 K.3) every one of its coefficients would be -1. 512 bytes of that are at
 * least twenty such blocks. Tables optimised for a mostly flat picture do have both symbols there,
 * and then zeros are simply white background.
 */
export function zeroRule(frame: Frame, scan: Scan, tables: HuffmanTables): ZeroRule {
  const dc = scan.components.map(
    ({ dcTable }) => tables.get(dcTable)?.symbols[0] ?? STANDARD_ZERO_SYMBOL.dc,
  );
  const flatDc = dc.every((symbol) => symbol === 0);
  switch (frame.process) {
    case 0:
    case 1: {
      const ac = scan.components.map(
        ({ acTable }) => tables.get(16 + acTable)?.symbols[0] ?? STANDARD_ZERO_SYMBOL.ac,
      );
      if (ac.some((symbol) => symbol !== END_OF_BLOCK)) return { minimum: SECTOR, means: 'hole' };
      return { minimum: PAGE, means: flatDc ? 'doubt' : 'hole' };
    }
    case 2: {
      // A refinement of DC is one raw bit per block: zeros wherever the picture is even.
      const flat = scan.spectralStart === 0 && (scan.successiveHigh > 0 || flatDc);
      // AC scans count empty blocks (EOBRUN), so that 4 KB of zeros would be more blocks than any
      // picture has.
      return { minimum: PAGE, means: flat ? 'doubt' : 'hole' };
    }
    case 3:
      return { minimum: PAGE, means: flatDc ? 'doubt' : 'hole' };
    default:
      return { minimum: PAGE, means: 'hole' };
  }
}
