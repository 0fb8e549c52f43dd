import { useEffect, useRef, useState, type PointerEvent } from 'react';
import type { ShotView } from '../../../bridge/contract.ts';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { mediaUrl } from '../../app/media-url.ts';
import { decoded, type DecodedPicture } from '../viewer/decoded.ts';
import { NoPicture } from '../viewer/no-picture.tsx';
import { setZoom } from './actions.ts';
import { placePicture, placeUnder, pushed } from './placement.ts';
import { useBox } from './use-box.ts';
import './panes.css';

/** Less than this is a click of an unsteady hand. */
const LEAST_PUSH = 4;

/** One shot as large as it fits or at 100 %; a click changes between them, dragging moves it. */
export function ZoomPane({ shot }: { shot: ShotView }) {
  const { ref, box } = useBox();
  const picture = useSharpest(shot);
  return (
    <div className="zoom-pane" ref={ref}>
      {!shot.hasPicture && <NoPicture shot={shot} />}
      {picture && box && <ZoomPicture name={shot.name} picture={picture} box={box} />}
    </div>
  );
}

interface ZoomPictureProps {
  name: string;
  picture: DecodedPicture;
  box: { width: number; height: number };
}

function ZoomPicture({ name, picture, box }: ZoomPictureProps) {
  const { store } = useApp();
  const words = useWords().light;
  const zoom = useSelect((state) => state.light.zoom);
  const push = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const lies = placePicture(box, picture, zoom, devicePixelRatio);

  function onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    push.current = { x: event.clientX, y: event.clientY, moved: false };
  }

  function onPointerMove({ clientX, clientY }: PointerEvent): void {
    const from = push.current;
    if (!from || !zoom.full) return;
    const by = { x: clientX - from.x, y: clientY - from.y };
    if (!from.moved && Math.hypot(by.x, by.y) < LEAST_PUSH) return;
    push.current = { x: clientX, y: clientY, moved: true };
    setZoom(store, pushed(box, lies, by, zoom));
  }

  function onPointerUp({ clientX, clientY, currentTarget }: PointerEvent): void {
    const from = push.current;
    push.current = null;
    if (!from || from.moved) return;
    const edge = currentTarget.parentElement?.getBoundingClientRect();
    const point = { x: clientX - (edge?.left ?? 0), y: clientY - (edge?.top ?? 0) };
    setZoom(store, { full: !zoom.full, ...placeUnder(point, lies) });
  }

  return (
    <img
      className="zoom-picture"
      src={picture.url}
      alt={name}
      title={zoom.full ? words.drag : words.picture(name)}
      draggable={false}
      data-full={zoom.full}
      style={{ width: lies.width, height: lies.height, translate: `${lies.left}px ${lies.top}px` }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        push.current = null;
      }}
    />
  );
}

/** The picture before it stays until the new one is decoded; the sharpest follows. */
function useSharpest({ id, revision, hasPicture }: ShotView): DecodedPicture | null {
  const [shown, setShown] = useState<DecodedPicture | null>(null);
  useEffect(() => {
    let wanted = true;
    async function show(): Promise<void> {
      const show1 = (picture: DecodedPicture | null) => {
        if (wanted) setShown(picture);
      };
      show1(hasPicture ? await decoded(mediaUrl(id, revision, 'grid')) : null);
      const full = wanted && hasPicture ? await decoded(mediaUrl(id, revision, 'full')) : null;
      if (full) show1(full);
    }
    void show();
    return () => {
      wanted = false;
    };
  }, [id, revision, hasPicture]);
  return shown;
}
