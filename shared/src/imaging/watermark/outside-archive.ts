/**
 * The place of a file for libraries that are not JavaScript. Electron shows Node the files of a
 * packaged app as if its archive were a folder; nobody else can open them there, and what has to
 * be opened lies beside the archive.
 *
 * @see https://www.electronjs.org/docs/latest/tutorial/asar-archives#limitations-of-the-node-api
 */
export function outsideArchive(file: string): string {
  return file.replace(/([\\/]app\.asar)(?=[\\/])/, '$1.unpacked');
}
