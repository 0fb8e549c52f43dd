import { useLive, useWebSocket } from '@picture-live/shared/hooks/preact';
import type { SessionStatistics } from '@picture-live/shared/protocol';
import { Download } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useTask } from '../../components/use-task.ts';
import { saveCsv } from '../loading/save-csv.ts';
import { useLoaded } from '../loading/use-loaded.ts';
import { usePulse } from '../loading/use-pulse.ts';
import { WhenLoaded } from '../loading/when-loaded.tsx';
import type { SessionTabProps } from '../session/tabs.ts';
import { sayProblem } from '../words/problem.ts';
import './numbers.css';
import { NumbersTable } from './numbers-table.tsx';
import { Plot } from './plot.tsx';
import { rangeOf, type RangeName } from './scale.ts';
import { SERIES, summaryOf } from './series.ts';
import { sayBucket, sayEnd } from './times.ts';
import { TopPhotos } from './top-photos.tsx';
import { numbersWords as words } from './words.ts';

const RANGES: readonly RangeName[] = ['hours', 'day', 'week', 'all'];

/** How the session does: over time and by photo, up to date while somebody looks. */
export function NumbersTab({ session }: SessionTabProps) {
  const { api } = useLive();
  const { viewers } = useWebSocket(session.id);
  const [range, setRange] = useState<RangeName>('day');
  const pulse = usePulse(session.id);
  const stretch = () => rangeOf(range, session.createdAt, Date.now());
  const loaded = useLoaded(`${session.id} ${range}`, () => api.statistics(session.id, stretch()));
  const { reload } = loaded;
  useEffect(reload, [pulse, reload]);
  const saving = useTask(async (what: 'time' | 'photos') => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const path =
      what === 'time'
        ? api.statisticsCsvPath(session.id, stretch(), timeZone)
        : api.photosCsvPath(session.id, timeZone);
    await saveCsv(path, await api.accessToken());
  });
  useEffect(() => {
    if (saving.error !== null) sayProblem(saving.error);
  }, [saving.error]);

  return (
    <div class="numbers">
      <div class="numbers-head">
        <fieldset class="ranges">
          <legend class="unseen">{words.range}</legend>
          {RANGES.map((name) => (
            <Button key={name} pressed={name === range} onClick={() => setRange(name)}>
              {words.ranges[name]}
            </Button>
          ))}
        </fieldset>
        <div class="row">
          <Button icon={Download} busy={saving.busy} onClick={() => void saving.run('time')}>
            {words.csvTime}
          </Button>
          <Button icon={Download} busy={saving.busy} onClick={() => void saving.run('photos')}>
            {words.csvPhotos}
          </Button>
        </div>
      </div>
      <WhenLoaded loaded={loaded} lines={8}>
        {(statistics) => <Plots statistics={statistics} viewers={viewers} />}
      </WhenLoaded>
      <TopPhotos sessionId={session.id} pulse={pulse} />
    </div>
  );
}

function Plots({ statistics, viewers }: { statistics: SessionStatistics; viewers: number | null }) {
  const { buckets, step } = statistics;
  const [first, last] = [buckets[0]?.at ?? 0, buckets.at(-1)?.at ?? 0];
  return (
    <>
      <div class="plots">
        {SERIES.map((series) => (
          <Plot
            key={series.id}
            title={series.title}
            kind={series.kind}
            summary={summaryOf(series, statistics, viewers)}
            values={buckets.map(series.value)}
            {...(series.above !== undefined && { above: buckets.map(series.above) })}
            format={series.format}
            ends={[sayEnd(first, step), sayEnd(last + step, step)]}
            say={(index) => {
              const bucket = buckets[index];
              return bucket === undefined
                ? ''
                : `${sayBucket(bucket.at, step)}: ${series.say(bucket)}`;
            }}
          />
        ))}
      </div>
      <p class="muted">{words.latencyHint}</p>
      <NumbersTable statistics={statistics} />
    </>
  );
}
