import type { PublicSession } from '@picture-live/shared/protocol';
import { QrCode } from '../corner/qr-code.tsx';
import type { Words } from '../words/words.ts';

interface WelcomeProps {
  session: PublicSession;
  link: string | null;
  onlyFeatured: boolean;
  words: Words;
}

/** Before the first photo: whose party this is, and a code large enough for the whole hall. */
export function Welcome({ session, link, onlyFeatured, words }: WelcomeProps) {
  const greeting = session.branding?.welcomeText ?? null;
  return (
    <section class="welcome">
      <div class="welcome-words">
        <h1 class="welcome-title">{session.branding?.title ?? session.title}</h1>
        {greeting !== null && <p class="welcome-greeting">{greeting}</p>}
        <p class="welcome-text">{onlyFeatured ? words.noneFeatured : words.welcomeText}</p>
      </div>
      {link !== null && (
        <figure class="welcome-code">
          <QrCode url={link} label={words.welcomeScan} />
          <figcaption>{words.welcomeScan}</figcaption>
        </figure>
      )}
    </section>
  );
}
