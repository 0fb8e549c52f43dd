import { useEffect, useState } from 'preact/hooks';

/** Id of the photo whose cell has the keyboard's focus. */
export function useFocusedPhoto(): string | undefined {
  const [photoId, setPhotoId] = useState<string>();
  useEffect(() => {
    const look = (): void => {
      const { activeElement } = document;
      const isCell = activeElement instanceof HTMLElement;
      setPhotoId(isCell ? activeElement.dataset['photoId'] : undefined);
    };
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', look);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', look);
    };
  }, []);
  return photoId;
}
