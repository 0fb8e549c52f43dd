import { proveExif, proveXmp } from './credit-proof.ts';
import type { Credit } from '../credit/credit.ts';
import { SRGB_BODY } from '../jpeg/header.ts';
import { EXIF_HEADER, isFrameHeader, MARKER, XMP_HEADER } from '../jpeg/segments.ts';
import {
  checkAdobe,
  checkJfif,
  checkScanHeader,
  checkTable,
  markerName,
  readFrame,
  type Frame,
} from './segment-rules.ts';

/** What the exact bytes of a rendition hold. */
export type MetadataProof =
  | { ok: true; width: number; height: number; artist: string | null; copyright: string | null }
  /** `reason` completes "The picture was refused: …"; `tag` names the piece, e.g. `APP1`. */
  | { ok: false; reason: string; tag: string };

/** Progressive JPEGs have about ten; more only keep a reader busy. */
const MAX_SCANS = 100;

/** Refused: what was met, and where. Never leaves this file. */
class Refusal extends Error {
  readonly tag: string;
  constructor(reason: string, tag: string) {
    super(reason);
    this.tag = tag;
  }
}

/**
 * Proves, by reading every segment of a finished rendition from its first byte to its last, that it
 * is one JPEG picture which holds no metadata but an artist and a copyright. For bytes of any
 * origin: takes linear time and never throws.
 */
export function proveMetadata(bytes: Buffer): MetadataProof {
  try {
    return { ok: true, ...new Inspection(bytes).run() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message, tag: error.tag };
    throw error;
  }
}

class Inspection {
  readonly #bytes: Buffer;
  #at = 2;
  #frame: Frame | undefined;
  #scans = 0;
  #restarts = false;
  /** Kinds of segments that may be there once. */
  readonly #seen = new Set<string>();
  readonly #credits: Credit[] = [];

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  run(): Frame & Credit {
    if (this.#bytes.length < 4 || this.#bytes.readUInt16BE(0) !== 0xffd8) {
      throw new Refusal('it is not a JPEG', 'SOI');
    }
    while (this.#readMarker() !== MARKER.eoi) this.#readSegment();
    if (this.#at + 2 !== this.#bytes.length) throw new Refusal('bytes follow its end', 'trailer');
    if (!this.#frame || this.#scans === 0) throw new Refusal('it holds no picture', 'SOF');
    return { ...this.#frame, ...this.#agreedCredit() };
  }

  #readMarker(): number {
    const marker = this.#bytes[this.#at + 1];
    if (marker === undefined) throw new Refusal('it ends too early', 'EOI');
    if (this.#bytes[this.#at] !== 0xff) throw new Refusal('bytes lie between its segments', 'data');
    return marker;
  }

  #readSegment(): void {
    const marker = this.#readMarker();
    const end = this.#at + 4 <= this.#bytes.length ? this.#bytes.readUInt16BE(this.#at + 2) : 0;
    const bodyEnd = this.#at + 2 + end;
    if (end < 2 || bodyEnd > this.#bytes.length) {
      throw new Refusal('a segment is cut off', markerName(marker));
    }
    const body = this.#bytes.subarray(this.#at + 4, bodyEnd);
    const isFirst = this.#at === 2;
    this.#at = bodyEnd;
    this.#accept(marker, body, isFirst);
  }

  #accept(marker: number, body: Buffer, isFirst: boolean): void {
    const tag = markerName(marker);
    const isTable = marker === MARKER.dqt || marker === MARKER.dht || marker === MARKER.dri;
    if (marker === MARKER.sos) this.#readScan(body);
    else if (isTable) this.#require(checkTable(marker, body), tag);
    else if (this.#scans > 0) throw new Refusal('metadata follows its picture', tag);
    else if (marker === MARKER.app0 && isFirst) this.#require(checkJfif(body), tag);
    else if (marker === MARKER.app14) this.#once('APP14', checkAdobe(body));
    else if (marker === MARKER.app1) this.#readApp1(body);
    else if (marker === MARKER.app2 && body.equals(SRGB_BODY)) this.#once(tag, undefined);
    else if (isFrameHeader(marker)) this.#readFrame(marker, body);
    else throw new Refusal('it holds a segment that is not allowed', tag);
    if (marker === MARKER.dri) this.#restarts = true;
  }

  #readApp1(body: Buffer): void {
    const isExif = body.subarray(0, EXIF_HEADER.length).equals(EXIF_HEADER);
    const isXmp = body.subarray(0, XMP_HEADER.length).equals(XMP_HEADER);
    if (!isExif && !isXmp) throw new Refusal('it holds a segment that is not allowed', 'APP1');
    const tag = isExif ? 'EXIF' : 'XMP';
    const credit = isExif ? proveExif(body) : proveXmp(body);
    this.#once(tag, credit ? undefined : `its ${tag} holds more than artist and copyright`);
    if (credit) this.#credits.push(credit);
  }

  #readFrame(marker: number, body: Buffer): void {
    const frame = readFrame(marker, body);
    if (typeof frame === 'string') throw new Refusal(frame, markerName(marker));
    this.#once('SOF', undefined);
    this.#frame = frame;
  }

  #readScan(header: Buffer): void {
    this.#require(checkScanHeader(header), 'SOS');
    this.#scans += 1;
    if (!this.#frame || this.#scans > MAX_SCANS) throw new Refusal('it is not one picture', 'SOS');
    for (;;) {
      const found = this.#bytes.indexOf(0xff, this.#at);
      const next = this.#bytes[found + 1];
      if (found === -1 || next === undefined) throw new Refusal('it ends too early', 'EOI');
      this.#at = found;
      const isRestart = next >= 0xd0 && next <= 0xd7 && this.#restarts;
      if (next !== 0 && !isRestart) return;
      this.#at = found + 2;
    }
  }

  #agreedCredit(): Credit {
    const [first, second] = this.#credits;
    const agree =
      !second || (first?.artist === second.artist && first.copyright === second.copyright);
    if (!agree) throw new Refusal('its EXIF and XMP name different people', 'XMP');
    return first ?? { artist: null, copyright: null };
  }

  #once(kind: string, problem: string | undefined): void {
    this.#require(this.#seen.has(kind) ? 'it holds a segment twice' : problem, kind);
    this.#seen.add(kind);
  }

  #require(problem: string | undefined, tag: string): void {
    if (problem !== undefined) throw new Refusal(problem, tag);
  }
}
