import type { Photo } from '@picture-live/shared/protocol';

/** `needs_tap`: the file is here, but the browser wants a fresh tap before it opens its sheet. */
export type SaveOutcome = 'done' | 'needs_tap';

/** The file of the last `needs_tap`, so that the second tap is answered at once. */
let ready: { url: string; file: File } | null = null;

/** As it is shown, as large as there is; or the original, where the hosts give it away. */
export type SaveAs = 'download' | 'original';

/**
 * Saves the photo. On phones and tablets the share sheet puts it
 * into the photo library, next to what the guest took; elsewhere it is downloaded.
 *
 * @param name of the file, without its ending.
 * @throws TypeError without a network, Error where the photo is not given (any more).
 */
export async function savePhoto({ id }: Photo, as: SaveAs, name: string): Promise<SaveOutcome> {
  // Not the picture's own address: this one counts, and heeds what the owner allows by now.
  const url = `/api/photos/${id}/${as}`;
  const file = ready?.url === url ? ready.file : await fetchFile(url, `${name}.jpg`);
  ready = null;
  // On a laptop the sheet would be one more window between the guest and the file.
  const isHandheld = window.matchMedia('(pointer: coarse)').matches;
  if (!isHandheld || !canShare(file)) {
    download(file);
    return 'done';
  }
  try {
    await navigator.share({ files: [file] });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    if (error.name === 'NotAllowedError') {
      ready = { url, file };
      return 'needs_tap';
    }
    // The guest has closed the sheet: that is an answer too.
    if (error.name !== 'AbortError') throw error;
  }
  return 'done';
}

/** `anna-and-li 2026-11-21 14.02.33`, in the time of the phone. */
export function fileNameOf(slug: string, takenAt: number): string {
  const date = new Date(takenAt);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('.');
  return `${slug} ${day} ${time}`;
}

async function fetchFile(url: string, name: string): Promise<File> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The photo was answered with ${response.status}.`);
  return new File([await response.blob()], name, { type: 'image/jpeg' });
}

/** Absent on pages without TLS, as in a venue's own network. */
function canShare(file: File): boolean {
  return 'canShare' in navigator && navigator.canShare({ files: [file] });
}

function download(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
