import { PictureLiveError } from '@picture-live/shared/errors';
import type { ArchiveSize } from '@picture-live/shared/protocol';
import { useEffect, useState } from 'preact/hooks';
import type { PhotoLoader } from '../live/photo-loader.ts';
import type { PanelProps } from '../page/panels.tsx';
import { EVERYTHING } from '../photos/view.ts';
import { Progress } from '../sheet/progress.tsx';
import { Sheet } from '../sheet/sheet.tsx';
import type { Words } from '../words/words.ts';
import { createDownload, type DownloadState } from './download.ts';
import { saySize } from './sizes.ts';
import './take.css';

/** More than anybody should have to load over a mobile network. */
const LARGE_BYTES = 100e6;

type What = 'all' | 'liked';
type Sizes = Record<What, ArchiveSize | null>;

/** All photos of the gallery, or those that the guest likes, as one ZIP. */
export function TakeSheet({ scene, onClose }: PanelProps) {
  const { gallery, language } = scene;
  const { words } = language;
  const [what, setWhat] = useState<What>('all');
  const [state, setState] = useState<DownloadState>({ state: 'idle' });
  const [download] = useState(() => createDownload(setState));
  const sizes = useSizes(gallery);
  const { id, slug } = gallery.photos.get().session;
  const size = sizes === 'failed' || sizes === null ? null : sizes[what];
  const fileName = what === 'all' ? `${slug}.zip` : `${slug}-likes.zip`;
  const start = (): void => {
    const query = what === 'liked' ? '?liked=true' : '';
    const url = `/api/sessions/${id}/archive${query}`;
    void download.start({ url, fileName, bytes: size?.bytes ?? 0 });
  };
  useEffect(() => download.cancel, [download]);

  return (
    <Sheet title={words.take.title} closeLabel={words.close} onClose={onClose}>
      <div class="sheet-body">
        {sizes === 'failed' ? (
          <p>{words.find.countFailed}</p>
        ) : (
          <fieldset class="take-choice" disabled={state.state === 'running'}>
            <legend class="visually-hidden">{words.take.title}</legend>
            {(['all', 'liked'] as const).map(
              (one) =>
                (one === 'all' || (sizes?.liked?.photos ?? 0) > 0) && (
                  <label key={one} class="take-option">
                    <input
                      type="radio"
                      name="take"
                      checked={what === one}
                      onChange={() => setWhat(one)}
                    />
                    <span class="take-name">{words.take[one]}</span>
                    <span class="take-size">{saySizeOf(sizes?.[one], words, language.tag)}</span>
                  </label>
                ),
            )}
          </fieldset>
        )}
        <p class="sheet-hint">{expectation(words)}</p>
        {(size?.bytes ?? 0) > LARGE_BYTES && <p class="sheet-hint">{words.take.useWifi}</p>}
        <Outcome state={state} total={size?.bytes ?? 0} fileName={fileName} language={language} />
        <div class="sheet-actions">
          {state.state === 'running' ? (
            <button type="button" class="button" onClick={download.cancel}>
              {words.take.cancel}
            </button>
          ) : (
            <button
              type="button"
              class="button is-main"
              disabled={size === null || size.photos === 0}
              onClick={start}
            >
              {words.take.start}
            </button>
          )}
        </div>
      </div>
    </Sheet>
  );
}

interface OutcomeProps {
  state: DownloadState;
  total: number;
  fileName: string;
  language: PanelProps['scene']['language'];
}

function Outcome({ state, total, fileName, language }: OutcomeProps) {
  const { take } = language.words;
  if (state.state === 'running') {
    const done = Math.min(state.bytes, total);
    const said = take.progress(saySize(done, language.tag), saySize(total, language.tag));
    return <Progress label={take.title} value={done} max={total} said={said} />;
  }
  const said = {
    idle: '',
    done: take.done(fileName),
    handed_over: take.handedOver,
    failed: take.failed,
  };
  return <output class="take-outcome">{said[state.state]}</output>;
}

function saySizeOf(size: ArchiveSize | null | undefined, { take }: Words, tag: string): string {
  if (size === null || size === undefined) return '…';
  return size.photos === 0 ? take.none : take.size(size.photos, saySize(size.bytes, tag));
}

/** Where the file will be differs too much between phones to be said once for all. */
function expectation({ take }: Words): string {
  const isApple = 'standalone' in navigator && navigator.maxTouchPoints > 0;
  if (isApple) return take.onApple;
  return /android/i.test(navigator.userAgent) ? take.onAndroid : take.file;
}

function useSizes(gallery: PhotoLoader): Sizes | 'failed' | null {
  const [sizes, setSizes] = useState<Sizes | 'failed' | null>(null);
  useEffect(() => {
    let isWanted = true;
    const look = async (): Promise<void> => {
      const now = await sizesOf(gallery);
      if (isWanted) setSizes(now);
    };
    void look();
    return () => {
      isWanted = false;
    };
  }, [gallery]);
  return sizes;
}

async function sizesOf(gallery: PhotoLoader): Promise<Sizes | 'failed'> {
  try {
    const all = await gallery.archiveSize(false);
    // Whoever has liked nothing yet may have no name to ask by.
    const { liked } = await gallery.overview(EVERYTHING);
    return { all, liked: (liked ?? 0) > 0 ? await gallery.archiveSize(true) : null };
  } catch (error) {
    if (!(error instanceof PictureLiveError)) throw error;
    return 'failed';
  }
}
