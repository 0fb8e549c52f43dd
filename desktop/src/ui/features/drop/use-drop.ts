import { useEffect, useState } from 'react';
import type { DroppedPaths } from '../../../bridge/dropped.ts';
import { droppedFolders } from './dropped-folders.ts';

declare global {
  interface Window {
    /** Put there by a shell with a preload script (DROPPED_PROPERTY). */
    pictureLiveDropped?: DroppedPaths;
  }
}

/**
 * Takes what is dropped anywhere on the page, where the shell tells its paths.
 *
 * @param onDrop gets the folders; none where only files were dropped. Has to stay the same.
 * @returns whether something is being dragged over the page.
 */
export function useDrop(onDrop: (folders: readonly string[]) => void): boolean {
  const [over, setOver] = useState(false);

  useEffect(() => {
    const shell = window.pictureLiveDropped;
    if (!shell) return undefined;
    const takes = (event: DragEvent): event is DragEvent & { dataTransfer: DataTransfer } =>
      event.dataTransfer?.types.includes('Files') ?? false;

    const onOver = (event: DragEvent): void => {
      if (!takes(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'link';
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      // From one element to the next it is still over the page.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDropped = (event: DragEvent): void => {
      setOver(false);
      if (!takes(event)) return;
      event.preventDefault();
      onDrop(droppedFolders(event.dataTransfer.items, (file) => shell.pathOf(file)));
    };
    document.addEventListener('dragover', onOver);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('drop', onDropped);
    return () => {
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('drop', onDropped);
    };
  }, [onDrop]);

  return over;
}
