import type { SessionStatistics, StatisticsBucket } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { Table } from '../../components/table.tsx';
import { SERIES } from './series.ts';
import { sayBucket } from './times.ts';
import { numbersWords as words } from './words.ts';

/** The plots for whoever cannot see them, or wants to read: the buckets in which there is something. */
export function NumbersTable({ statistics }: { statistics: SessionStatistics }) {
  const [isOpen, setOpen] = useState(false);
  const rows = statistics.buckets.filter((bucket) =>
    SERIES.some(({ value }) => (value(bucket) ?? 0) > 0),
  );
  return (
    <details class="numbers-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.asTable}</summary>
      {isOpen && (
        <div class="wide">
          <Table<StatisticsBucket>
            label={words.title}
            rows={rows.toReversed()}
            keyOf={({ at }) => String(at)}
            columns={[
              { title: words.time, cell: ({ at }) => sayBucket(at, statistics.step) },
              ...SERIES.map(({ title, say }) => ({ title, cell: say, numeric: true })),
            ]}
          />
        </div>
      )}
    </details>
  );
}
