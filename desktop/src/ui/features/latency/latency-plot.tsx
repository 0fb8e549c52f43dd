import { useFormat, useWords } from '../../app/context.tsx';
import type { LatencySample } from '../../app/state/selectors.ts';
import { plotTop } from './plot-scale.ts';

const WIDTH = 320;
const HEIGHT = 56;
const STEP = WIDTH / 60;

/** One bar per live shot, the newest right: solid to the relay, lighter on to a guest's screen. */
export function LatencyPlot({ samples }: { samples: readonly LatencySample[] }) {
  const words = useWords().latency;
  const format = useFormat();
  const top = plotTop(samples.map(({ published, painted }) => painted ?? published));
  const height = (milliseconds: number) => Math.min(1, milliseconds / top) * HEIGHT;
  const left = WIDTH - samples.length * STEP;
  return (
    <figure className="latency-plot">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={words.title}
        preserveAspectRatio="none"
      >
        <path className="grid" d={`M0 .5h${WIDTH} M0 ${HEIGHT / 2}h${WIDTH}`} />
        <path className="base" d={`M0 ${HEIGHT - 0.5}h${WIDTH}`} />
        {samples.map(({ id, name, published, painted }, index) => (
          <g key={id} transform={`translate(${left + index * STEP} 0)`}>
            <title>{`${name}: ${format.duration(painted ?? published)}`}</title>
            {painted !== null && <Bar className="painted" height={height(painted)} />}
            <Bar className="published" height={height(published)} />
          </g>
        ))}
      </svg>
      <figcaption aria-hidden>
        <span>{format.duration(top, 1)}</span>
        <span>{format.duration(top / 2, 1)}</span>
        <span>0</span>
      </figcaption>
    </figure>
  );
}

function Bar({ className, height }: { className: string; height: number }) {
  return (
    <rect
      className={className}
      x={0.5}
      width={STEP - 1}
      y={HEIGHT - Math.max(1, height)}
      height={Math.max(1, height)}
    />
  );
}
