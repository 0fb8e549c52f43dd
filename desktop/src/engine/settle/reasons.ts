import { extname } from 'node:path';
import { assertNever } from '@picture-live/shared/errors';
import type { FileFormat } from './outcome.ts';

const RAW = 'RAW photographs are not published yet: shoot RAW+JPEG or export a JPEG.';
const HEIC =
  'HEIC photographs are not published yet: set the camera to JPEG ("most compatible") or export a JPEG.';
const TIFF = 'TIFF pictures are not published: export a JPEG.';
const UNKNOWN = 'This is not a photograph Picture Live knows: export a JPEG.';
const NOT_A_JPEG =
  'This is named like a JPEG, but there is something else in it: export or copy it again.';

/** RAW formats that have no `FileFormat` of their own. */
const RAW_EXTENSIONS = new Set(
  '.3fr .crw .dcr .erf .fff .iiq .kdc .mef .mos .mrw .pef .rwl .srw .x3f'.split(' '),
);

/** Why a file of this format is not published and what to do, in a sentence for people. */
export function unsupportedReason(format: Exclude<FileFormat, 'jpeg'>, name: string): string {
  const extension = extname(name).toLowerCase();
  switch (format) {
    case 'cr2':
    case 'cr3':
    case 'nef':
    case 'arw':
    case 'raf':
    case 'dng':
    case 'orf':
    case 'rw2':
      return RAW;
    case 'heif':
      return HEIC;
    case 'tiff':
      return RAW_EXTENSIONS.has(extension) ? RAW : TIFF;
    case 'png':
    case 'webp':
      return `${format === 'png' ? 'PNG' : 'WebP'} pictures are not published: export a JPEG.`;
    case 'video':
      return 'Videos are not published.';
    case 'xmp':
      return 'These are notes about a photograph (.xmp); notes are not published.';
    case 'unknown': {
      if (RAW_EXTENSIONS.has(extension)) return RAW;
      return extension === '.jpg' || extension === '.jpeg' ? NOT_A_JPEG : UNKNOWN;
    }
    default:
      return assertNever(format);
  }
}

/** For a file past the limit, which is read at once and therefore must fit into memory. */
export function tooLargeReason(bytes: number, limit: number): string {
  return `The file is too large (${amount(bytes)}; at most ${amount(limit)} are read): export a smaller JPEG.`;
}

/** What is wrong with a file that no longer changes and is not whole. */
export type Fault =
  { kind: 'empty' | 'cut' | 'hole' | 'malformed' } | { kind: 'trouble'; code: string };

/** Says what is wrong and what to do, in a sentence for people. */
export function incompleteReason(fault: Fault, bytes: number): string {
  switch (fault.kind) {
    case 'empty':
      return 'The file is empty. If the transfer was cut, copy it again.';
    case 'cut':
      return `The file stops in the middle (${amount(bytes)} arrived). If the transfer was cut, copy it again.`;
    case 'hole':
      return 'A part of the file is empty (zeros). If the transfer was cut, copy it again.';
    case 'malformed':
      return 'The file is damaged. Copy it again from the camera, or export it again.';
    case 'trouble':
      return troubleReason(fault.code);
    default:
      return assertNever(fault);
  }
}

function troubleReason(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'The file may not be read: give this user permission to read it.';
    case 'EMFILE':
    case 'ENFILE':
      return 'Too many files are open on this computer: close other programs. It is tried again.';
    case 'EBUSY':
      return 'Another program holds the file: close it there. It is tried again.';
    case 'EIO':
      return 'The disk cannot read the file: check the drive and its cable, then copy it again.';
    default:
      return `The file cannot be read (${code}). It is tried again.`;
  }
}

function amount(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
