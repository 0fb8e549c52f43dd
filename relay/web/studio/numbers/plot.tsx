import { useId, useRef, useState } from 'preact/hooks';
import { bucketAt, roundUp } from './scale.ts';

export interface PlotProps {
  title: string;
  /** What it says while nothing is pointed at: a sum, a peak. */
  summary: string;
  /** One for each bucket; null: there is nothing to say of it. */
  values: readonly (number | null)[];
  /** A second line above the first, such as the slowest beside the usual. */
  above?: readonly (number | null)[];
  kind: 'bars' | 'line';
  /** What is said of a bucket that is pointed at. */
  say: (index: number) => string;
  /** The label of the highest line. */
  format: (value: number) => string;
  /** Of the first and the last bucket. */
  ends: readonly [string, string];
}

const WIDTH = 600;
const HEIGHT = 110;

/**
 * A small plot. It is exact where it is pointed at, with a mouse, a finger, or the arrow keys once
 * it has the focus.
 */
export function Plot(props: PlotProps) {
  const { title, summary, values, above = [], kind, say, format, ends } = props;
  const [index, setIndex] = useState<number | null>(null);
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const count = values.length;
  const top = roundUp(Math.max(0, ...[...values, ...above].map((value) => value ?? 0)));
  const at = index === null ? null : Math.min(index, count - 1);

  const point = (clientX: number): void => {
    const box = place.current?.getBoundingClientRect();
    if (box !== undefined) setIndex(bucketAt(clientX - box.left, box.width, count));
  };
  return (
    <section class="plot" aria-labelledby={id}>
      <header>
        <h3 id={id}>{title}</h3>
        <p aria-live="off">{at === null ? summary : say(at)}</p>
      </header>
      <div
        ref={place}
        class="plot-area"
        onPointerMove={(event) => point(event.clientX)}
        onPointerDown={(event) => point(event.clientX)}
        onPointerLeave={(event) => {
          // A finger that was lifted leaves what it chose in sight.
          if (event.pointerType === 'mouse') setIndex(null);
        }}
      >
        {/* For the keyboard, and for screen readers, which read value by value. */}
        <input
          class="plot-keys"
          type="range"
          min={0}
          max={count - 1}
          value={at ?? count - 1}
          aria-labelledby={id}
          aria-valuetext={at === null ? summary : say(at)}
          onInput={(event) => setIndex(event.currentTarget.valueAsNumber)}
          onFocus={() => setIndex(at ?? count - 1)}
          onBlur={() => setIndex(null)}
        />
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <line class="plot-top" x1="0" x2={WIDTH} y1="0.5" y2="0.5" />
          {at !== null && (
            <rect
              class="plot-at"
              x={(at / count) * WIDTH}
              width={WIDTH / count}
              y="0"
              height={HEIGHT}
            />
          )}
          {kind === 'bars' ? (
            <Bars values={values} top={top} />
          ) : (
            <>
              <Line values={above} top={top} faded />
              <Line values={values} top={top} />
            </>
          )}
          <line class="plot-base" x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        </svg>
        <span class="plot-most">{format(top)}</span>
      </div>
      <footer aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </footer>
    </section>
  );
}

function Bars({ values, top }: { values: readonly (number | null)[]; top: number }) {
  const width = WIDTH / values.length;
  const gap = Math.min(2, width / 5);
  return (
    <g class="plot-bars">
      {values.map((value, index) =>
        value === null || value === 0 ? null : (
          <rect
            key={index}
            x={index * width + gap / 2}
            width={width - gap}
            y={HEIGHT - heightOf(value, top)}
            height={heightOf(value, top)}
          />
        ),
      )}
    </g>
  );
}

/** At least two pixels: something is not nothing. */
function heightOf(value: number, top: number): number {
  return Math.max(2, (value / top) * (HEIGHT - 4));
}

/** Points that follow each other are joined; one alone is a short line. */
function Line(props: { values: readonly (number | null)[]; top: number; faded?: boolean }) {
  const { values, top, faded = false } = props;
  const width = WIDTH / Math.max(1, values.length);
  let path = '';
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const y = HEIGHT - 2 - (value / top) * (HEIGHT - 6);
    const isJoined = index > 0 && values[index - 1] !== null;
    const x = (index + 0.5) * width;
    path += isJoined ? ` L${x} ${y}` : ` M${x - width * 0.3} ${y} L${x + width * 0.3} ${y}`;
  }
  return path === '' ? null : <path class={`plot-line${faded ? ' is-faded' : ''}`} d={path} />;
}
