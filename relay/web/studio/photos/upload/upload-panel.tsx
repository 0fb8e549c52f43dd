import { assertNever } from '@picture-live/shared/errors';
import type { Upload } from '@picture-live/shared/hooks';
import { CircleAlert, CircleCheck, RotateCcw, X } from 'lucide-preact';
import { Button } from '../../../components/button.tsx';
import { words as studioWords } from '../../words/words.ts';
import { photosWords as words } from '../words/photos-words.ts';
import './upload.css';
import type { UseUploads } from './use-uploads.ts';

/** More of them are only counted. */
const MOST_SHOWN = 60;

/** What was brought and how far it is: what needs somebody first, then what moves, then the rest. */
export function UploadPanel({ uploads }: { uploads: UseUploads }) {
  const { list } = uploads;
  if (list.length === 0) return null;
  const over = list.filter(({ step }) => step === 'done' || step === 'failed').length;
  const inOrder = list.toSorted((a, b) => RANK[a.step] - RANK[b.step]).slice(0, MOST_SHOWN);
  return (
    <section class="panel uploads" aria-label={words.upload}>
      <div class="uploads-head">
        <output>{words.uploads.progress(over, list.length)}</output>
        {over > 0 && (
          <Button kind="quiet" onClick={uploads.clear}>
            {words.uploads.clear}
          </Button>
        )}
      </div>
      <progress max={list.length} value={sumOf(list)} aria-label={words.upload} />
      <ul class="uploads-list">
        {inOrder.map((upload) => (
          <UploadItem key={upload.id} upload={upload} uploads={uploads} />
        ))}
      </ul>
    </section>
  );
}

const RANK: Record<Upload['step'], number> = {
  failed: 0,
  developing: 1,
  sending: 2,
  waiting: 3,
  done: 4,
};

/** Files, with the part of each that is there. */
function sumOf(list: readonly Upload[]): number {
  return list.reduce(
    (sum, { step, sent }) => sum + (step === 'done' || step === 'failed' ? 1 : sent * 0.9),
    0,
  );
}

function UploadItem({ upload, uploads }: { upload: Upload; uploads: UseUploads }) {
  const { id, name, step, error } = upload;
  return (
    <li>
      {step === 'failed' && <CircleAlert class="is-failed" size={18} aria-hidden="true" />}
      {step === 'done' && <CircleCheck class="is-done" size={18} aria-hidden="true" />}
      <span class="upload-name">{name}</span>
      <span class="muted">{saidOf(upload)}</span>
      {step === 'failed' && error?.retry !== false && (
        <Button
          kind="quiet"
          icon={RotateCcw}
          label={words.uploads.retry}
          onClick={() => uploads.retry(id)}
        />
      )}
      {step !== 'done' && (
        <Button
          kind="quiet"
          icon={X}
          label={words.uploads.stop}
          onClick={() => uploads.cancel(id)}
        />
      )}
    </li>
  );
}

function saidOf({ step, sent, outcome, error }: Upload): string {
  switch (step) {
    case 'waiting':
      return words.uploads.waiting;
    case 'sending':
      return words.uploads.sending(Math.round(sent * 100));
    case 'developing':
      return words.uploads.developing;
    case 'done':
      return words.uploads[outcome ?? 'published'];
    case 'failed':
      return studioWords.problems[error?.code ?? ''] ?? studioWords.problems.general;
    default:
      return assertNever(step);
  }
}
