import { PictureLiveError } from '../../errors/index.ts';
import type { Credit } from '../credit/credit.ts';
import { readTiff } from '../jpeg/tiff-reader.ts';
import {
  EXIF_HEADER,
  headerSegments,
  ICC_HEADER,
  isFrameHeader,
  MARKER,
  XMP_HEADER,
} from '../jpeg/segments.ts';
import { pixelOrientation } from './orientation.ts';
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

const startsWith = (body: Buffer, header: Buffer) =>
  body.length > header.length && body.subarray(0, header.length).equals(header);

/**
 * Reads the header of a JPEG.
 *
 * @throws PictureLiveError `undecodable` where it is none or has no frame.
 */
export function readSource(jpeg: Buffer): SourceFacts {
  let frame: Buffer | undefined;
  let exifBody: Buffer | undefined;
  let xmpBody: Buffer | undefined;
  const iccParts: Buffer[] = [];
  if (jpeg.length < 4 || jpeg.readUInt16BE(0) !== 0xffd8) throw notAJpeg('it is not a JPEG');
  for (const { marker, body } of headerSegments(jpeg)) {
    if (isFrameHeader(marker)) frame ??= body;
    else if (marker === MARKER.app1 && startsWith(body, EXIF_HEADER)) exifBody ??= body;
    else if (marker === MARKER.app1 && startsWith(body, XMP_HEADER)) xmpBody ??= body;
    else if (marker === MARKER.app2 && startsWith(body, ICC_HEADER)) iccParts.push(body);
  }
  if (!frame || frame.length < 6) throw notAJpeg('it holds no picture');
  const size = { width: frame.readUInt16BE(3), height: frame.readUInt16BE(1) };
  if (size.width === 0 || size.height === 0) throw notAJpeg('its picture has no size');

  const exif = exifBody && readTiff(exifBody.subarray(EXIF_HEADER.length));
  const details = exif?.directory(0x8769);
  const interop = details?.directory(0xa005)?.bytes(1);
  return {
    ...size,
    components: frame.readUInt8(5),
    orientation: pixelOrientation(size, {
      orientation: exif?.number(0x0112),
      width: details?.number(0xa002),
      height: details?.number(0xa003),
    }),
    profile: joinProfile(iccParts),
    adobeRgb: interop?.toString('latin1', 0, 3) === 'R03',
    credit: readSourceCredit(exif, xmpBody?.subarray(XMP_HEADER.length)),
  };
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
