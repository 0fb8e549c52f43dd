import exifr from 'exifr';
import * as z from 'zod/mini';
import type { FrameIdentity } from '../ledger/records.ts';

/** What the camera wrote about a frame, as far as Picture Live uses it. */
export interface CameraMetadata extends FrameIdentity {
  /** Epoch milliseconds; null where the camera wrote no usable time. */
  capturedAt: number | null;
}

const NONE: CameraMetadata = {
  capturedLocal: null,
  capturedFraction: null,
  serial: null,
  camera: null,
  capturedAt: null,
};

// Cameras write what they like: a tag of another type counts as missing, never as an error.
const word = z.catch(z.optional(z.string()), undefined);
const Tags = z.object({
  Make: word,
  Model: word,
  BodySerialNumber: word,
  DateTimeOriginal: word,
  SubSecTimeOriginal: z.catch(
    z.optional(z.pipe(z.union([z.string(), z.number()]), z.transform(String))),
    undefined,
  ),
  OffsetTimeOriginal: word,
});

/**
 * Reads capture time and body from a JPEG's EXIF (CIPA DC-008). Metadata is a help, never a
 * condition: an unreadable block gives no facts and the picture goes on.
 */
export async function readCameraMetadata(jpeg: Buffer): Promise<CameraMetadata> {
  const tags = await readTags(jpeg);
  if (!tags) return NONE;
  const capturedLocal = localTime(tags.DateTimeOriginal);
  return {
    capturedLocal,
    capturedFraction: capturedLocal ? clean(tags.SubSecTimeOriginal) : null,
    serial: clean(tags.BodySerialNumber),
    camera: joinMakeAndModel(clean(tags.Make), clean(tags.Model)),
    capturedAt: capturedLocal
      ? toEpoch(capturedLocal, clean(tags.SubSecTimeOriginal), clean(tags.OffsetTimeOriginal))
      : null,
  };
}

async function readTags(jpeg: Buffer): Promise<z.infer<typeof Tags> | null> {
  let raw: unknown;
  try {
    raw = await exifr.parse(jpeg, {
      pick: Object.keys(Tags.shape),
      reviveValues: false,
      makerNote: false,
    });
  } catch {
    // exifr throws on damaged blocks; a camera's note about the picture is not the picture.
    return null;
  }
  const parsed = Tags.safeParse(raw);
  return parsed.success ? parsed.data : null;
}

/** Without the padding of fixed-length EXIF fields; null when nothing is left. */
function clean(value: string | undefined): string | null {
  const text = value?.replaceAll('\0', ' ').trim() ?? '';
  return text === '' ? null : text;
}

/** Many makers repeat their name in the model ("Canon", "Canon EOS R5"). */
function joinMakeAndModel(make: string | null, model: string | null): string | null {
  if (model === null) return make;
  const first = make?.split(/\s/)[0]?.toLowerCase();
  return make === null || (first !== undefined && model.toLowerCase().startsWith(first))
    ? model
    : `${make} ${model}`;
}

/** A camera whose clock was never set writes zeros or blanks. */
function localTime(value: string | undefined): string | null {
  const text = clean(value);
  return text !== null && /^[1-9]\d{3}:\d\d:\d\d \d\d:\d\d:\d\d$/.test(text) ? text : null;
}

/** Local time without an offset is taken as this laptop's: it stands beside the camera. */
function toEpoch(local: string, fraction: string | null, offset: string | null): number | null {
  const iso = `${local.slice(0, 10).replaceAll(':', '-')}T${local.slice(11)}`;
  const zone = offset !== null && /^[+-]\d\d:\d\d$/.test(offset) ? offset : '';
  const seconds = Date.parse(iso + zone);
  if (Number.isNaN(seconds)) return null;
  const milliseconds =
    fraction !== null && /^\d+$/.test(fraction) ? Math.floor(Number(`0.${fraction}`) * 1000) : 0;
  return seconds + milliseconds;
}
