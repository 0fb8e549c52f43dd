import { Check, Clock, TriangleAlert } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import type { PanelProps } from '../page/panels.tsx';
import { useStore } from '../page/store.ts';
import { findPhoto } from '../photos/gallery-state.ts';
import { Progress } from '../sheet/progress.tsx';
import { Sheet } from '../sheet/sheet.tsx';
import type { Scene } from '../page/scene.ts';
import type { Words } from '../words/words.ts';
import './give.css';
import { sendFile } from './send-file.ts';
import { isOver, type Item } from './upload-state.ts';
import { createUploads, type Uploads } from './uploads.ts';

/** What the relay takes. Without HEIC in it, iPhones make a JPEG of theirs. */
const TYPES = 'image/jpeg,image/png,image/webp';

/** They outlive the sheet: whoever closes it goes on looking while their photos leave. */
const uploadsOf = new WeakMap<Scene, Uploads>();

function openUploads(scene: Scene): Uploads {
  const known = uploadsOf.get(scene);
  if (known !== undefined) return known;
  const { gallery, guest } = scene;
  const { id } = gallery.photos.get().session;
  const uploads = createUploads({
    send: (file, onShare) => sendFile(id, file, onShare),
    enter: guest.enter,
  });
  gallery.photos.subscribe(() => {
    const state = gallery.photos.get();
    uploads.items.take({
      kind: 'seen',
      isSeen: (photoId) => findPhoto(state, photoId) !== undefined,
    });
  });
  uploadsOf.set(scene, uploads);
  return uploads;
}

/** Where guests add photos of their own. */
export function GiveSheet({ scene, onClose }: PanelProps) {
  const { words } = scene.language;
  const { give } = words;
  const uploads = openUploads(scene);
  const items = useStore(uploads.items);
  const input = useRef<HTMLInputElement>(null);
  const over = items.filter(isOver).length;
  const choose = (chosen: FileList | null): void => {
    if (chosen !== null) uploads.add([...chosen]);
    // The same file may be chosen again.
    input.current?.form?.reset();
  };
  return (
    <Sheet title={give.title} closeLabel={words.close} onClose={onClose}>
      <div class="sheet-body give-body">
        <p class="sheet-hint">{give.text}</p>
        {items.length > 0 && (
          <Progress
            label={give.title}
            value={progressOfAll(items)}
            max={items.length}
            said={give.overall(over, items.length)}
            isRead
          />
        )}
        <ul class="give-list">
          {items.map((item) => (
            <Row key={item.id} item={item} words={words} onRetry={() => uploads.retry(item.id)} />
          ))}
        </ul>
        {over < items.length && <p class="sheet-hint">{give.keepOpen}</p>}
        <form class="sheet-actions">
          <label class="button is-main give-choose">
            {items.length === 0 ? give.choose : give.more}
            <input
              ref={input}
              class="give-input"
              type="file"
              accept={TYPES}
              multiple
              onChange={(event) => choose(event.currentTarget.files)}
            />
          </label>
        </form>
      </div>
    </Sheet>
  );
}

function Row({ item, words, onRetry }: { item: Item; words: Words; onRetry: () => void }) {
  const { progress, name } = item;
  const canRetry = progress.state === 'refused' && progress.why === 'refused';
  return (
    <li class="give-row">
      <span class="give-name">{name}</span>
      <span class={`give-state is-${progress.state}`}>
        <StateIcon state={progress.state} />
        {sayProgress(item, words)}
      </span>
      {canRetry && (
        <button type="button" class="button" onClick={onRetry}>
          {words.give.retry}
        </button>
      )}
    </li>
  );
}

function StateIcon({ state }: { state: Item['progress']['state'] }) {
  if (state === 'refused') return <TriangleAlert size={16} aria-hidden="true" />;
  if (state === 'published' || state === 'duplicate') return <Check size={16} aria-hidden="true" />;
  return state === 'held' ? <Clock size={16} aria-hidden="true" /> : null;
}

function sayProgress({ progress }: Item, { give }: Words): string {
  if (progress.state === 'sending') return give.sending(Math.round(progress.share * 100));
  return progress.state === 'refused' ? give[progress.why] : give[progress.state];
}

function progressOfAll(items: readonly Item[]): number {
  return items.reduce((sum, item) => {
    if (isOver(item) || item.progress.state === 'developing') return sum + 1;
    return sum + (item.progress.state === 'sending' ? item.progress.share : 0);
  }, 0);
}
