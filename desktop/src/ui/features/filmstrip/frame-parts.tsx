import { Sparkles } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import type { ShotView } from '../../../bridge/contract.ts';
import { useWords } from '../../app/context.tsx';
import { mediaUrl } from '../../app/media-url.ts';
import { StateMark, toneOf } from '../../components/state-mark.tsx';
import { NO_HASTE, type Haste } from '../light-table/haste.ts';
import { Countdown } from '../publish/countdown.tsx';
import { Stars } from '../publish/stars.tsx';
import { typeOf } from './file-type.ts';

/** A shot's thumb, or the type of its file where there is none. */
export function FramePicture({ shot, haste = NO_HASTE }: { shot: ShotView; haste?: Haste }) {
  return (
    <span className="frame-picture">
      {shot.hasPicture ? (
        <Thumb key={shot.revision} url={mediaUrl(shot.id, shot.revision, 'thumb')} haste={haste} />
      ) : (
        <span className="frame-type" data-type={typeOf(shot.name)} />
      )}
    </span>
  );
}

/** State, name, stars and the end of a delay. */
export function FrameCaption({ shot }: { shot: ShotView }) {
  return (
    <span className={`frame-caption tone-${toneOf(shot.state)}`}>
      <StateMark state={shot.state} />
      <span className="frame-name">{shot.name}</span>
      {shot.said?.featured === true && <Featured />}
      <Stars rating={shot.rating} />
      {shot.state === 'held' && shot.releaseAt !== null && <Countdown at={shot.releaseAt} />}
    </span>
  );
}

/** A mark of its own, so that it is not taken for stars. */
function Featured() {
  const words = useWords().published;
  return <Sparkles className="frame-featured" aria-label={words.unfeature} />;
}

/**
 * Invisible until it has loaded, so that a strip never shows a broken picture. What appears while
 * the frames fly past is not loaded before they rest; what has begun to load goes on.
 */
function Thumb({ url, haste }: { url: string; haste: Haste }) {
  const [loaded, setLoaded] = useState(false);
  const isFast = useSyncExternalStore(haste.subscribe, haste.get);
  const [begun, setBegun] = useState(!isFast);
  if (!begun && !isFast) setBegun(true);
  return (
    <img
      src={begun ? url : undefined}
      alt=""
      decoding="async"
      draggable={false}
      className={loaded ? 'loaded' : ''}
      onLoad={() => setLoaded(true)}
    />
  );
}
