import { PictureLiveError } from '../../errors/index.ts';
import type { Credit } from '../credit/credit.ts';
import type { TiffDirectory } from '../jpeg/tiff-reader.ts';
import { headerSegments, ICC_HEADER, isFrameHeader, MARKER, XMP_HEADER } from '../jpeg/segments.ts';
import { readExif, type Exif } from './exif.ts';
import { pixelOrientation, type Size } from './orientation.ts';
import { readSourceCredit } from './source-credit.ts';

/** What a camera file's header says, as far as developing it needs to know. */
export interface SourceFacts {
  /** Size of the stored pixels, before any turning. */
  width: number;
  height: number;
  /** 1 grey, 3 colour, 4 CMYK. */
  components: number;
  /** How the pixels must be turned, 1…8 as in EXIF. */
  orientation: number;
  /** Embedded ICC profile, put together from its segments. */
  profile: Buffer | null;
  /** Says by its interoperability index (R03) that it is Adobe RGB. */
  adobeRgb: boolean;
  credit: Credit;
}

const ORIENTATION = 0x0112;

const startsWith = (body: Buffer, header: Buffer) =>
  body.length > header.length && body.subarray(0, header.length).equals(header);

/**
 * Reads the header of a JPEG.
 *
 * @param container the RAW file that the JPEG lay in: it says what the JPEG itself does not.
 * @throws PictureLiveError `undecodable` where it is none or has no frame.
 */
export function readSource(jpeg: Buffer, container: Buffer | null = null): SourceFacts {
  let frame: Buffer | undefined;
  let xmpBody: Buffer | undefined;
  const iccParts: Buffer[] = [];
  if (jpeg.length < 4 || jpeg.readUInt16BE(0) !== 0xffd8) throw notAJpeg('it is not a JPEG');
  for (const { marker, body } of headerSegments(jpeg)) {
    if (isFrameHeader(marker)) frame ??= body;
    else if (marker === MARKER.app1 && startsWith(body, XMP_HEADER)) xmpBody ??= body;
    else if (marker === MARKER.app2 && startsWith(body, ICC_HEADER)) iccParts.push(body);
  }
  if (!frame || frame.length < 6) throw notAJpeg('it holds no picture');
  const size = { width: frame.readUInt16BE(3), height: frame.readUInt16BE(1) };
  if (size.width === 0 || size.height === 0) throw notAJpeg('its picture has no size');

  const exif = readExif(jpeg);
  const outer = container === null ? undefined : readExif(container).main;
  const xmp = xmpBody?.subarray(XMP_HEADER.length);
  return {
    ...size,
    components: frame.readUInt8(5),
    orientation: orientationOf(size, exif, outer),
    profile: joinProfile(iccParts),
    adobeRgb: exif.details?.directory(0xa005)?.bytes(1)?.toString('latin1', 0, 3) === 'R03',
    credit: firstOf(readSourceCredit(exif.main, xmp), readSourceCredit(outer, undefined)),
  };
}

function orientationOf(size: Size, { main, details }: Exif, outer?: TiffDirectory): number {
  return pixelOrientation(size, {
    orientation: main?.number(ORIENTATION) ?? outer?.number(ORIENTATION),
    width: details?.number(0xa002),
    height: details?.number(0xa003),
  });
}

function firstOf(inner: Credit, outer: Credit): Credit {
  return { artist: inner.artist ?? outer.artist, copyright: inner.copyright ?? outer.copyright };
}

/** ICC profiles over 64 KB come in numbered parts (ICC.1, annex B.4). Null unless all are there. */
function joinProfile(parts: Buffer[]): Buffer | null {
  const bodies = parts
    .filter((part) => part.length > 14)
    .toSorted((a, b) => a.readUInt8(12) - b.readUInt8(12));
  const total = bodies[0]?.readUInt8(13);
  const complete = bodies.length === total && bodies.every((b, i) => b.readUInt8(12) === i + 1);
  return complete ? Buffer.concat(bodies.map((body) => body.subarray(14))) : null;
}

function notAJpeg(what: string): PictureLiveError {
  return new PictureLiveError('undecodable', `The picture cannot be decoded: ${what}.`);
}
