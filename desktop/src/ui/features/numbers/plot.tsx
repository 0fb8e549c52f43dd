import { useState } from 'react';
import { useWords } from '../../app/context.tsx';
import { linesOf, newestOf, type PlotData, type Series } from './plots.ts';

const BOX = { width: 300, height: 44 };

/** One small plot: what it is, the newest value, and the exact one where the pointer is. */
export function Plot({ plot, timeOf }: { plot: PlotData; timeOf: (step: number) => string }) {
  const words = useWords().ledger.numbers;
  const [pointed, setPointed] = useState<number | null>(null);
  const { title, series, top, write, total } = plot;
  const [first] = series;
  const steps = first.values.length;
  const isKnown = series.some((one) => newestOf(one) !== null);

  function valueOf(one: Series): string {
    const value = pointed === null ? newestOf(one) : (one.values[pointed] ?? null);
    return value === null ? words.unknown : write(value);
  }

  return (
    <figure className={`plot plot-${plot.id}`}>
      <figcaption>
        <span>{title}</span>
        {pointed !== null && <span className="secondary">{timeOf(pointed)}</span>}
        <strong>
          {series.length === 1
            ? ((pointed === null ? total : null) ?? valueOf(first))
            : series.map((one) => `${one.name} ${valueOf(one)}`).join(words.between)}
        </strong>
      </figcaption>
      <div className="plot-box">
        <svg
          viewBox={`0 0 ${BOX.width} ${BOX.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title}: ${series.map(valueOf).join(words.between)}`}
          onPointerMove={(event) => {
            const { left, width } = event.currentTarget.getBoundingClientRect();
            const step = Math.floor(((event.clientX - left) / width) * steps);
            setPointed(Math.min(steps - 1, Math.max(0, step)));
          }}
          onPointerLeave={() => setPointed(null)}
        >
          <path className="grid" d={`M0 .5h${BOX.width} M0 ${BOX.height / 2}h${BOX.width}`} />
          <path className="base" d={`M0 ${BOX.height - 0.5}h${BOX.width}`} />
          {pointed !== null && (
            <rect
              className="pointed"
              x={(pointed * BOX.width) / steps}
              width={BOX.width / steps}
              height={BOX.height}
            />
          )}
          {series.length === 1 ? (
            <Bars values={first.values} top={top} />
          ) : (
            series.map((one, index) => (
              <Line key={one.name} values={one.values} top={top} isSecond={index === 1} />
            ))
          )}
        </svg>
        <span className="plot-top">{isKnown ? write(top) : ''}</span>
      </div>
      {!isKnown && <p className="secondary">{words.nothing}</p>}
    </figure>
  );
}

function Bars({ values, top }: { values: Series['values']; top: number }) {
  const width = BOX.width / values.length;
  return values.map((value, index) => {
    if (value === null || value === 0) return null;
    const height = Math.max(1, (value / top) * BOX.height);
    return (
      <rect
        key={index}
        className="bar"
        x={index * width + 0.5}
        width={width - 1}
        y={BOX.height - height}
        height={height}
      />
    );
  });
}

function Line({
  values,
  top,
  isSecond,
}: {
  values: Series['values'];
  top: number;
  isSecond: boolean;
}) {
  return linesOf(values, top, BOX).map((points) => {
    // A single step has no length: it is drawn as a dash.
    const [x = '0', y = '0'] = points.split(',');
    const isDash = !points.includes(' ');
    return (
      <polyline
        key={points}
        className={isSecond ? 'line second' : 'line'}
        points={isDash ? `${Number(x) - 1.5},${y} ${Number(x) + 1.5},${y}` : points}
      />
    );
  });
}
