import type { Upload } from '@picture-live/shared/hooks';
import { useLive, useNews, useStore } from '@picture-live/shared/hooks/preact';
import { say } from '../../../components/toast.tsx';
import { photosWords as words } from '../words/photos-words.ts';

export interface UseUploads {
  list: readonly Upload[];
  add: (files: readonly File[]) => void;
  retry: (id: string) => void;
  cancel: (id: string) => void;
  clear: () => void;
}

/** What is being uploaded to the session; it goes on while one looks at something else. */
export function useUploads(sessionId: string): UseUploads {
  const uploads = useLive().uploads(sessionId);
  useNews(sessionId, 'upload', uploads.heard);
  const { retry, cancel, clear } = uploads;
  return {
    list: useStore(uploads),
    add(files) {
      const taken = uploads.add(files);
      if (taken < files.length) say(words.uploads.full(taken));
    },
    retry,
    cancel,
    clear,
  };
}
