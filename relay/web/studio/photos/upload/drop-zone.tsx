import { ImageDown } from 'lucide-preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { photosWords as words } from '../words/photos-words.ts';
import './upload.css';

/** Files that are dropped anywhere on the page; shown while some are above it. */
export function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const [isAbove, setAbove] = useState(false);
  const newestRef = useRef(onFiles);
  useLayoutEffect(() => {
    newestRef.current = onFiles;
  });
  useEffect(() => {
    // Each element below the pointer says that it was entered and left.
    let depth = 0;
    const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
      dataTransfer?.types.includes('Files') === true;
    const onEnter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth += 1;
      setAbove(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setAbove(false);
    };
    const onOver = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setAbove(false);
      newestRef.current([...(event.dataTransfer?.files ?? [])]);
    };
    document.addEventListener('dragenter', onEnter);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('dragover', onOver);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragenter', onEnter);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('drop', onDrop);
    };
  }, []);
  if (!isAbove) return null;
  return (
    <div class="drop-zone">
      <ImageDown size={40} aria-hidden="true" />
      {words.uploads.drop}
    </div>
  );
}
