/** One thing of a drop, as DataTransferItem has it. */
export interface DroppedItem {
  readonly kind: string;
  webkitGetAsEntry(): { readonly isDirectory: boolean } | null;
  getAsFile(): File | null;
}

/**
 * Absolute paths of the folders among what was dropped, each once. To be asked during the event:
 * afterwards the browser has forgotten.
 */
export function droppedFolders(
  items: Iterable<DroppedItem>,
  pathOf: (file: File) => string,
): string[] {
  const paths = [...items]
    .filter((item) => item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory === true)
    .map((item) => item.getAsFile())
    .map((file) => (file === null ? '' : pathOf(file)))
    .filter((path) => path !== '');
  return [...new Set(paths)];
}
