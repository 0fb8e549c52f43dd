import { v7 as uuid } from 'uuid';
import type { FanOut, FanOutMessage } from '../fan-out/fan-out.ts';
import type { LookService } from '../services/look/look.ts';
import { lookAround } from './look-around.ts';
import type { LookAround } from './look-around.ts';
import { PresenceElsewhere } from './presence-elsewhere.ts';
import { Presence } from './presence.ts';
import { sessionRoom } from './socket-types.ts';
import type { LiveServer } from './socket-types.ts';
import { Told } from './told.ts';

export interface TogetherDeps {
  fanOut: FanOut;
  /** Null where no other relay works on the same database. */
  look: LookService | null;
  /** Whether the fan-out reaches other instances. */
  isFannedOut: boolean;
  onFailure: (error: unknown) => void;
}

/** What makes the sockets of several instances one crowd. */
export interface Together {
  presence: Presence;
  told: Told;
  /** Whether the sockets should hear this; to be asked once for whatever the fan-out brings. */
  isNews: (message: FanOutMessage) => boolean;
  stop: () => void;
}

/** @param deps with neither a look nor a fan-out to others the instance is on its own. */
export function actTogether(io: LiveServer, deps: TogetherDeps): Together {
  const told = new Told();
  const elsewhere = deps.isFannedOut ? openElsewhere(deps, () => presence) : null;
  const presence = new Presence(
    (sessionId, viewers) => io.to(sessionRoom(sessionId)).emit('presence', { viewers }),
    elsewhere,
  );
  const { look } = deps;
  const around = look === null ? null : lookAround(io, { ...deps, look, told });
  return {
    presence,
    told,
    isNews: (message) => {
      elsewhere?.hear(message);
      return isNews(told, around, message);
    },
    stop: () => {
      around?.stop();
      elsewhere?.stop();
      presence.stop();
    },
  };
}

function openElsewhere({ fanOut }: TogetherDeps, presence: () => Presence): PresenceElsewhere {
  return new PresenceElsewhere({
    fanOut,
    instance: uuid(),
    own: (sessionId) => presence().own(sessionId),
    all: () => presence().sessions(),
    onChange: (sessionId) => presence().changedElsewhere(sessionId),
  });
}

function isNews(told: Told, around: LookAround | null, message: FanOutMessage): boolean {
  if (message.kind !== 'feed') return true;
  const isNew = told.isNews(message.sessionId, message.event.seq);
  if (told.hasGap(message.sessionId)) around?.soon();
  return isNew;
}
