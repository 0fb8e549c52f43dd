import { ShieldCheck, ShieldEllipsis } from 'lucide-react';
import { useFormat, useWords } from '../../app/context.tsx';

/** Whether the bytes that leave the laptop were proven to hold nothing private. */
export function Proof({ at }: { at: number | null }) {
  const words = useWords().details;
  const format = useFormat();
  if (at === null) {
    return (
      <p className="proof secondary">
        <ShieldEllipsis aria-hidden />
        {words.notProven}
      </p>
    );
  }
  return (
    <p className="proof" title={words.provenAt(format.time(at))}>
      <ShieldCheck aria-hidden className="tone-live" />
      {words.proven}
      <span className="visually-hidden">{words.provenAt(format.time(at))}</span>
    </p>
  );
}
