import { useLive } from '@picture-live/shared/hooks/preact';
import type { PhotoNumbers, PhotoRanking } from '@picture-live/shared/protocol';
import { useEffect, useState } from 'preact/hooks';
import { SelectField } from '../../components/field.tsx';
import { useLoaded } from '../loading/use-loaded.ts';
import { WhenLoaded } from '../loading/when-loaded.tsx';
import { formatMoment, formatNumber } from '../words/formats.ts';
import { numbersWords as words, sayLatency } from './words.ts';

const MOST = 12;
const RANKINGS: readonly PhotoRanking[] = ['views', 'downloads', 'likes', 'slowest'];

/** The photos with the most of something. @param pulse changes when there may be newer numbers. */
export function TopPhotos({ sessionId, pulse }: { sessionId: string; pulse: number }) {
  const { api } = useLive();
  const [by, setBy] = useState<PhotoRanking>('views');
  const loaded = useLoaded(`${sessionId} ${by}`, () => api.topPhotos(sessionId, by, MOST));
  const { reload } = loaded;
  useEffect(reload, [pulse, reload]);
  return (
    <section class="panel" aria-label={words.best}>
      <div class="numbers-head">
        <h2>{words.best}</h2>
        <SelectField
          label={words.rankedBy}
          value={by}
          options={RANKINGS.map((value) => ({ value, label: words.rankings[value] }))}
          onChoose={setBy}
        />
      </div>
      <WhenLoaded loaded={loaded}>
        {(photos) =>
          photos.length === 0 ? (
            <p class="muted">{words.noneYet}</p>
          ) : (
            <ol class="top-photos">
              {photos.map((one) => (
                <TopPhoto key={one.photo.id} numbers={one} by={by} />
              ))}
            </ol>
          )
        }
      </WhenLoaded>
    </section>
  );
}

function TopPhoto({ numbers, by }: { numbers: PhotoNumbers; by: PhotoRanking }) {
  const { photo, latencyMs } = numbers;
  const { thumb } = photo.renditions;
  const said =
    by === 'slowest' ? sayLatency(latencyMs ?? 0, formatNumber) : words.counts[by](numbers[by]);
  return (
    <li>
      <img
        src={thumb.url}
        alt={photo.caption ?? words.photoOf(formatMoment(photo.capturedAt))}
        width={thumb.width}
        height={thumb.height}
        loading="lazy"
        decoding="async"
      />
      <span class="top-count">{said}</span>
      <span class="muted">{formatMoment(photo.capturedAt)}</span>
    </li>
  );
}
