import './progress.css';

interface ProgressProps {
  label: string;
  value: number;
  max: number;
  said: string;
  /** What is said changes seldom enough to be read aloud each time. */
  isRead?: boolean;
}

/** How far something is, as a bar and in words. */
export function Progress({ label, value, max, said, isRead = false }: ProgressProps) {
  return (
    <div class="progress">
      <progress max={max} value={value} aria-label={label} />
      <p aria-live={isRead ? 'polite' : undefined}>{said}</p>
    </div>
  );
}
