import type { Photo, PublicSession } from '@picture-live/shared/protocol';
import { averageColour } from '../grid/placeholder.ts';
import { pickForScreen } from '../photos/pick-rendition.ts';

interface WelcomeProps {
  session: PublicSession;
  cover: Photo | null;
}

/** What a studio says first, over the photos: its name or logo, a cover, a few words. */
export function Welcome({ session, cover }: WelcomeProps) {
  const { branding, title } = session;
  const name = branding?.title ?? null;
  const logo = ownPath(branding?.logoUrl ?? null);
  const text = branding?.welcomeText ?? null;
  if (cover === null && logo === null && text === null && name === null) return null;
  return (
    <section class={cover === null ? 'welcome' : 'welcome has-cover'}>
      {cover !== null && <Cover photo={cover} />}
      <div class="welcome-text">
        {logo === null ? (
          name !== null && <p class="welcome-name">{name}</p>
        ) : (
          <img class="welcome-logo" src={logo} alt={name ?? ''} />
        )}
        {cover !== null && <p class="welcome-title">{title}</p>}
      </div>
      {text !== null && <p class="welcome-words">{text}</p>}
    </section>
  );
}

function Cover({ photo }: { photo: Photo }) {
  const { url } = pickForScreen(photo, window.innerWidth, Math.min(2, window.devicePixelRatio));
  return (
    <img
      class="welcome-cover"
      src={url}
      alt=""
      fetchpriority="high"
      style={{ backgroundColor: averageColour(photo.thumbhash) }}
    />
  );
}

/** A page of guests asks nobody but the relay for anything. */
function ownPath(url: string | null): string | null {
  return url?.startsWith('/') === true ? url : null;
}
