import { Compass } from 'lucide-preact';
import { ButtonLink } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { words } from '../words/words.ts';
import { hrefOf } from './router.ts';

/** Where an address leads nowhere, or to what one may not see. */
export function NotFound() {
  return (
    <Empty icon={Compass} title={words.notFoundTitle} text={words.notFoundText}>
      <ButtonLink href={hrefOf('/sessions')}>{words.toSessions}</ButtonLink>
    </Empty>
  );
}
