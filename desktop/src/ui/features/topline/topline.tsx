import {
  CircleCheck,
  CircleDashed,
  CircleEllipsis,
  OctagonAlert,
  TriangleAlert,
  WifiOff,
} from 'lucide-react';
import { useApp, useSelect } from '../../app/context.tsx';
import { showAttention } from '../../app/actions.ts';
import { MessagesButton } from '../messages/messages-button.tsx';
import { ShareButton } from '../share/share-button.tsx';
import { Counters } from './counters.tsx';
import { headlineOf, type Headline } from './headline.ts';
import './topline.css';

const ICONS = {
  good: CircleCheck,
  busy: CircleDashed,
  waiting: CircleEllipsis,
  offline: WifiOff,
  person: TriangleAlert,
  stop: OctagonAlert,
} as const satisfies Record<Headline['tone'], unknown>;

/** Answers "is everything all right?", and what to do where it is not. */
export function Topline() {
  const { language, store } = useApp();
  const connection = useSelect((state) => state.connection);
  const status = useSelect((state) => state.status);
  const statusAt = useSelect((state) => (state.connection === 'lost' ? state.statusAt : 0));
  const headline = headlineOf({ connection, status, statusAt }, language);
  const Icon = ICONS[headline.tone];
  return (
    <header className={`topline tone-${headline.tone}`} data-connection={connection}>
      <Icon className="topline-icon" aria-hidden />
      <div className="topline-words">
        <h1>{status?.session.title ?? 'Picture Live'}</h1>
        <p>
          <span role={headline.tone === 'stop' ? 'alert' : 'status'}>{headline.sentence}</span>
          {headline.showsAttention && (
            <button type="button" className="topline-show" onClick={() => showAttention(store)}>
              {language.words.headline.show}
            </button>
          )}
        </p>
      </div>
      <Counters />
      <MessagesButton />
      <ShareButton />
    </header>
  );
}
