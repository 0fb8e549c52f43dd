import { lookupOf, type HuffmanTables } from './huffman.ts';
import type { ScanUnits } from './units.ts';

/** A scan with all it takes to follow its codes. */
export interface CodedScan {
  /** Offsets of the coded data in the file. */
  start: number;
  end: number;
  units: ScanUnits;
  restartInterval: number;
  tables: HuffmanTables;
  /** What there is of a block: all of it, the first DC bits, or one more bit of DC. */
  codes: 'sequential' | 'dc_first' | 'dc_refinement';
  /** It holds a long run of zeros that may be flat picture or a hole. */
  suspect: boolean;
}

/** Encoders end a scan with its last block; a few write some bytes more. */
const SPARE_BYTES = { sequential: 64, dc_first: 64, dc_refinement: 2 };
const UNITS_PER_SLICE = 5000;

/**
 * Whether the coded data of a scan is exactly the blocks that the picture's size asks for.
 *
 * Zeros that have replaced coded data decode to far more blocks than that data held (in a DC
 * refinement, one bit per block, to more bytes: the stuffed ones are missing), so that data is left
 * over when the last block is done. Zeros that are flat picture come out even. Half of one photograph
 * and half of another do not either. Only Huffman codes are followed: about 30 MB a second. Yields now and then, so that the caller can let others work.
 */
export function* isExactlyCoded(bytes: Buffer, scan: CodedScan): Generator<void, boolean> {
  const reader = createReader(bytes, scan.start, scan.end);
  const decodeUnit = unitDecoder(scan, reader);
  const { units, restartInterval } = scan;
  for (let unit = 0; unit < units.count; unit += 1) {
    if (unit > 0 && unit % UNITS_PER_SLICE === 0) {
      if (reader.overdrawn()) return false;
      yield;
    }
    const restarts = restartInterval > 0 && unit > 0 && unit % restartInterval === 0;
    if (restarts && !reader.restart(SPARE_BYTES[scan.codes])) return false;
    if (!decodeUnit()) return false;
  }
  return !reader.overdrawn() && reader.left() <= SPARE_BYTES[scan.codes];
}

/** Follows one unit; false where no code fits. */
function unitDecoder(scan: CodedScan, reader: BitReader): () => boolean {
  const { blocks } = scan.units;
  if (scan.codes === 'dc_refinement') {
    return () => {
      for (let block = 0; block < blocks.length; block += 1) reader.skip(1);
      return true;
    };
  }
  const lookups = new Map([...scan.tables].map(([number, table]) => [number, lookupOf(table)]));
  const decoders = blocks.map(({ dcTable, acTable }) => ({
    dc: lookups.get(dcTable) ?? NO_CODES,
    ac: scan.codes === 'sequential' ? (lookups.get(16 + acTable) ?? NO_CODES) : null,
  }));
  return () => {
    for (const { dc, ac } of decoders) {
      const size = reader.symbol(dc);
      if (size < 0) return false;
      reader.skip(size & 15);
      if (ac !== null && !skipCoefficients(reader, ac)) return false;
    }
    return true;
  };
}

const NO_CODES = new Uint16Array(65_536);

/** ITU T.81 F.2.2.2. */
function skipCoefficients(reader: BitReader, ac: Uint16Array): boolean {
  for (let index = 1; index < 64; index += 1) {
    const symbol = reader.symbol(ac);
    if (symbol < 0) return false;
    const size = symbol & 15;
    const run = symbol >> 4;
    if (size === 0 && run < 15) return true;
    index += run;
    reader.skip(size);
  }
  return true;
}

interface BitReader {
  /** The symbol of the next code; -1 where there is none. */
  symbol(lookup: Uint16Array): number;
  /** Passes over up to 16 bits. */
  skip(count: number): void;
  /** Goes on behind the next restart marker; false where more than `spare` bytes lie before it. */
  restart(spare: number): boolean;
  /** Whole bytes not read yet. */
  left(): number;
  /** Whether more was read than there is. */
  overdrawn(): boolean;
}

function createReader(bytes: Buffer, start: number, end: number): BitReader {
  let position = start;
  let bits = 0;
  let held = 0;
  /** Zero bits that were put in behind the end. */
  let lent = 0;

  function fill(): void {
    while (held <= 16) {
      const byte = bytes[position] ?? 0;
      const atEnd = position >= end || (byte === 0xff && bytes[position + 1] !== 0);
      bits = (bits << 8) | (atEnd ? 0 : byte);
      held += 8;
      if (atEnd) lent += 8;
      else position += byte === 0xff ? 2 : 1;
    }
  }

  const overdrawn = () => lent > held;

  return {
    symbol(lookup) {
      fill();
      const entry = lookup[(bits >>> (held - 16)) & 0xffff] ?? 0;
      held -= entry >> 8;
      return entry === 0 ? -1 : entry & 0xff;
    },
    skip(count) {
      fill();
      held -= count;
    },
    restart(spare) {
      const unread = Math.max(0, held - lent) >> 3;
      const marker = nextRestart(bytes, position, end);
      if (overdrawn() || marker === -1 || unread + marker - position > spare) return false;
      position = marker + 2;
      bits = 0;
      held = 0;
      lent = 0;
      return true;
    },
    left: () => end - position + (Math.max(0, held - lent) >> 3),
    overdrawn,
  };
}

function nextRestart(bytes: Buffer, from: number, end: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1 && at < end) {
    const code = bytes[at + 1] ?? 0;
    if (code >= 0xd0 && code <= 0xd7) return at;
    at = bytes.indexOf(0xff, at + 1);
  }
  return -1;
}
