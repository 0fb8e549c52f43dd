import { QrCode } from './qr-code.tsx';

interface CornerProps {
  title: string;
  /** Null: phones cannot open it. */
  link: string | null;
  scan: string;
}

/** Whose photos these are and how to get them, small enough to be overlooked. */
export function Corner({ title, link, scan }: CornerProps) {
  return (
    <aside class="corner">
      <div class="corner-text">
        <p class="corner-title">{title}</p>
        {link !== null && <p class="corner-scan">{scan}</p>}
      </div>
      {link !== null && <QrCode url={link} label={scan} />}
    </aside>
  );
}
