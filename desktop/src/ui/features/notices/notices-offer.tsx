import { Bell } from 'lucide-react';
import { useWords } from '../../app/context.tsx';
import { useNotices } from './use-notices.ts';

/** Offers notices until somebody has decided about them. */
export function NoticesOffer() {
  const words = useWords().ledger.notices;
  const { ask } = useNotices();
  if (!ask) return null;
  return (
    <button type="button" className="button" onClick={ask}>
      <Bell aria-hidden />
      {words.offer}
    </button>
  );
}
