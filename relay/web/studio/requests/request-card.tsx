import { PictureLiveError } from '@picture-live/shared/errors';
import { useLive } from '@picture-live/shared/hooks/preact';
import type { Photo, SessionTakedown } from '@picture-live/shared/protocol';
import { Eye, EyeOff, Trash2 } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useNow } from '../../components/use-now.ts';
import { PhotoPicture } from '../photos/picture/photo-picture.tsx';
import { formatFromNow, formatMoment } from '../words/formats.ts';
import { requestsWords as words } from './words.ts';

interface RequestCardProps {
  request: SessionTakedown;
  /** Null for who does not decide. */
  onGrant: (() => void) | null;
  onRefuse: (() => void) | null;
}

/** One request: the photo, what was said, and what can be done. */
export function RequestCard({ request, onGrant, onRefuse }: RequestCardProps) {
  const { state, reason, contact, createdAt, note } = request;
  const photo = usePhoto(request);
  const now = useNow();
  return (
    <li class="request panel" data-request={request.id}>
      <div class="request-picture">
        {photo === null || state === 'granted' ? (
          <span class="muted">{words.photoGone}</span>
        ) : (
          <PhotoPicture photo={photo} name="grid" alt={words.photo} />
        )}
      </div>
      <div class="request-side">
        <p>
          <strong>{words.askedBy[request.askedBy]}</strong>{' '}
          <time dateTime={new Date(createdAt).toISOString()} title={formatMoment(createdAt)}>
            {words.asked(formatFromNow(createdAt, now))}
          </time>
        </p>
        <blockquote class={reason === '' ? 'muted' : ''}>
          {reason === '' ? words.noReason : reason}
        </blockquote>
        {contact !== undefined && (
          <p>
            <span class="muted">{words.contact}: </span>
            {contact ?? words.noContact}
          </p>
        )}
        <StateLine request={request} />
        {note !== '' && <p class="muted">{words.yourNote(note)}</p>}
        {state !== 'granted' && (
          <div class="row">
            {onGrant !== null && (
              <Button kind="danger" icon={Trash2} onClick={onGrant}>
                {words.grant}
              </Button>
            )}
            {onRefuse !== null && state === 'open' && (
              <Button icon={Eye} onClick={onRefuse}>
                {words.refuse}
              </Button>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

function StateLine({ request: { state, hidden } }: { request: SessionTakedown }) {
  const text = state === 'open' ? (hidden ? words.hidden : words.stillShown) : words[state];
  const Icon = state === 'granted' ? Trash2 : hidden ? EyeOff : Eye;
  return (
    <p class={`request-state${state === 'open' && !hidden ? ' is-warning' : ''}`}>
      <Icon size={18} aria-hidden="true" />
      {text}
    </p>
  );
}

/** Null while it is asked for, and for what is gone. */
function usePhoto({ photoId, state, hidden }: SessionTakedown): Photo | null {
  const { api } = useLive();
  const [photo, setPhoto] = useState<Photo | null>(null);
  useEffect(() => {
    let isHere = true;
    const look = async (): Promise<void> => {
      try {
        const found = await api.photo(photoId);
        if (isHere) setPhoto(found);
      } catch (error) {
        // The request stands by itself; its photo may be anywhere by now.
        if (!(error instanceof PictureLiveError)) throw error;
      }
    };
    void look();
    return () => {
      isHere = false;
    };
  }, [api, photoId, state, hidden]);
  return photo;
}
