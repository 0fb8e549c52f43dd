import { drawQr } from '@picture-live/shared/qr';
import { useMemo } from 'preact/hooks';

/** The gallery's address as a QR code; `label` says what it is for. */
export function QrCode({ url, label }: { url: string; label: string }) {
  const { path, size } = useMemo(() => drawQr(url), [url]);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} shape-rendering="crispEdges" />
    </svg>
  );
}
