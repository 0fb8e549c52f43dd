import { extname } from 'node:path';
import { assertNever } from '@picture-live/shared/errors';
import type { PictureSize } from './formats/verdict.ts';
import type { FileFormat, ReadFormat } from './outcome.ts';

const RAW = 'RAW files of this kind are not read: shoot RAW+JPEG or export a JPEG.';
const UNKNOWN = 'This is not a photograph Picture Live knows: export a JPEG.';
const NOT_A_JPEG =
  'This is named like a JPEG, but there is something else in it: export or copy it again.';

/** RAW formats that are not of TIFF structure. */
const RAW_EXTENSIONS = new Set('.crw .mrw .x3f'.split(' '));

/** Why a file of this format is not published and what to do, in a sentence for people. */
export function unsupportedReason(format: Exclude<FileFormat, ReadFormat>, name: string): string {
  const extension = extname(name).toLowerCase();
  switch (format) {
    case 'video':
      return 'Videos are not published.';
    case 'unknown': {
      if (RAW_EXTENSIONS.has(extension)) return RAW;
      return extension === '.jpg' || extension === '.jpeg' ? NOT_A_JPEG : UNKNOWN;
    }
    default:
      return assertNever(format);
  }
}

/** For a RAW file whose largest JPEG is too small to stand for the photo. */
export function noPreviewReason(largest: PictureSize | null): string {
  const found =
    largest === null
      ? 'This RAW file holds no preview'
      : `This RAW file holds only a small preview (${largest.width} × ${largest.height})`;
  return `${found}: shoot RAW+JPEG, or set the camera to embed a full-size JPEG.`;
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
