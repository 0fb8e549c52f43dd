import type { SessionTakedown } from '@picture-live/shared/protocol';
import { Inbox, WifiOff } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { SessionTabProps } from '../session/tabs.ts';
import { problemOf } from '../words/problem.ts';
import { words as studioWords } from '../words/words.ts';
import { DecisionDialog, type Decision } from './decision-dialog.tsx';
import { RequestCard } from './request-card.tsx';
import './requests.css';
import { useRequests, type UseRequests, type Which } from './use-requests.ts';
import { requestsWords as words } from './words.ts';

/** "Please remove this photo of me": what was asked, and what owners decide. */
export function RequestsTab({ session, role }: SessionTabProps) {
  const [which, setWhich] = useState<Which>('open');
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const list = useRequests(session.id, which);
  const isOwner = role === 'owner';
  const decide = (request: SessionTakedown, decision: Decision['decision']): void =>
    setDeciding({ request, decision });
  return (
    <>
      <fieldset class="row requests-which" aria-label={words.which}>
        {(['open', 'decided'] as const).map((one) => (
          <Button key={one} pressed={which === one} onClick={() => setWhich(one)}>
            {words[one]}
          </Button>
        ))}
      </fieldset>
      {!isOwner && <p class="muted">{words.onlyOwners}</p>}
      <RequestNotes list={list} which={which} />
      <ul class="requests">
        {(list.requests ?? []).map((request) => (
          <RequestCard
            key={request.id}
            request={request}
            onGrant={isOwner ? () => decide(request, 'granted') : null}
            onRefuse={isOwner ? () => decide(request, 'refused') : null}
          />
        ))}
      </ul>
      {list.more && <Button onClick={list.loadMore}>{words.more}</Button>}
      {deciding !== null && (
        <DecisionDialog {...deciding} onDone={list.reload} onClose={() => setDeciding(null)} />
      )}
    </>
  );
}

function RequestNotes({ list, which }: { list: UseRequests; which: Which }) {
  if (list.requests === null) {
    if (list.error === null) return <Skeleton lines={4} />;
    return (
      <Empty icon={WifiOff} title={words.failedTitle} text={problemOf(list.error)}>
        <Button onClick={list.reload}>{studioWords.tryAgain}</Button>
      </Empty>
    );
  }
  if (list.requests.length > 0) return null;
  return which === 'open' ? (
    <Empty icon={Inbox} title={words.emptyTitle} text={words.emptyText} />
  ) : (
    <Empty icon={Inbox} title={words.noneDecided} />
  );
}
