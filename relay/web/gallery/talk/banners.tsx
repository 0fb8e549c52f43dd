import type { Takedown } from '@picture-live/shared/protocol';
import { EyeOff, Megaphone } from 'lucide-preact';
import { useStore } from '../page/store.ts';
import type { Takedowns } from '../takedown/asked.ts';
import type { Language } from '../words/choose.ts';
import { Banner } from './banner.tsx';
import type { Talk } from './talk.ts';

interface BannersProps {
  talk: Talk;
  takedowns: Takedowns;
  language: Language;
}

/** What the hosts have to say: to everybody, and to this guest about what they asked for. */
export function Banners({ talk, takedowns, language: { words } }: BannersProps) {
  const { announcement } = useStore(talk.state);
  const decisions = useStore(takedowns.decisions);
  const labels = { putAwayLabel: words.photo.putAway, moreLabel: words.photo.readMore };
  return (
    <div class="banners" aria-live="polite">
      {announcement !== null && (
        <Banner
          key={announcement.id + announcement.text}
          {...labels}
          icon={Megaphone}
          title={announcement.sender.name}
          text={announcement.text}
          onPutAway={() => talk.state.take({ kind: 'put_away', id: announcement.id })}
        />
      )}
      {decisions.map((takedown) => (
        <Banner
          key={takedown.id}
          {...labels}
          icon={EyeOff}
          title={words.photo.takedownDecided}
          text={decisionText(takedown)}
          onPutAway={() => takedowns.told(takedown.id)}
        />
      ))}
    </div>
  );

  function decisionText({ state, note }: Takedown): string {
    const said = state === 'granted' ? words.photo.takedownGranted : words.photo.takedownRefused;
    return note === '' ? said : `${said} “${note}”`;
  }
}
