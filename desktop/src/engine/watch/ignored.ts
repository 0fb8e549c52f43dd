/*
 * The one list of what a hot folder holds besides photographs. Whatever is not on it is reported,
 * and said to the photographer when it cannot be published.
 */

interface IgnoredName {
  pattern: RegExp;
  /** The name means this only for folders. */
  folder?: true;
  why: string;
}

export const IGNORED_NAMES: readonly IgnoredName[] = [
  {
    pattern: /^\./u,
    why: 'hidden: .DS_Store, ._ resource forks, .Trashes, rsync and .pureftpd-upload parts',
  },
  { pattern: /^tmpfile/iu, why: 'what gphoto2 writes before it gives a file its name' },
  {
    pattern: /\.(?:tmp|temp|part|partial|filepart|crdownload)$/iu,
    why: 'a transfer that renames the file when it is complete',
  },
  { pattern: /^CaptureOne$/iu, folder: true, why: 'settings and previews of Capture One' },
  { pattern: /^__MACOSX$/u, folder: true, why: 'resource forks out of a ZIP' },
  { pattern: /^(?:Thumbs\.db|ehthumbs\.db|desktop\.ini)$/iu, why: 'written by Windows Explorer' },
  { pattern: /^Icon\r$/u, why: 'the icon of a folder on macOS' },
  {
    pattern: /^(?:\$RECYCLE\.BIN|System Volume Information|lost\+found)$/iu,
    folder: true,
    why: 'belongs to the file system, where a whole drive is the hot folder',
  },
];

/** Whether the watcher passes over a file or folder of this name. */
export function isIgnored(name: string, isFolder: boolean): boolean {
  return IGNORED_NAMES.some(
    ({ pattern, folder }) => (isFolder || folder === undefined) && pattern.test(name),
  );
}

/** The same for a path inside a hot folder: any of its folders may be ignored. */
export function isIgnoredPath(path: string): boolean {
  const names = path.split('/');
  const last = names.length - 1;
  return names.some((name, index) => isIgnored(name, index < last));
}
