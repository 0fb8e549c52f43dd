import path from 'node:path';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { FolderSettings } from '../../bridge/desk.ts';
import type { Destination } from '../destinations/destinations.ts';
import type { SettingsStore } from '../settings.ts';
import type { DeskSettings, StoredSession } from './desk-settings.ts';
import type { DeviceTokens } from './device-tokens.ts';

/** A session with all it takes to work for it. */
export interface Session {
  id: string;
  title: string;
  galleryUrl: string;
  relayUrl: string;
  deviceToken: string;
}

export interface BookParts {
  settings: SettingsStore;
  tokens: DeviceTokens;
  /** The session that the program was started with; null: it came with none. */
  own: Session | null;
  /** The hot folders that it was started with, and what was said of them. */
  hotFolders: readonly LaunchedFolder[];
}

export type LaunchedFolder = Pick<FolderSettings, 'path'> & Partial<FolderSettings>;

const PLAIN = { photographer: null, tag: null, noticing: 'auto' } as const;

/** Second destinations that were given up and are remembered. */
const MOST_FORMER = 20;

/** In the place of a device id: the token that the program was started with. */
export const OWN_DEVICE = 'own';

/** What this laptop knows of sessions, relays and hot folders, and keeps. */
export function createBook(parts: BookParts) {
  const { settings, tokens } = parts;
  let { own } = parts;
  const launchedPaths = parts.hotFolders.map((folder) => folder.path);
  const desk = (): DeskSettings => settings.get().desk;
  const change = (edit: (before: DeskSettings) => Partial<DeskSettings>): Promise<void> =>
    settings.change((all) => ({ ...all, desk: { ...all.desk, ...edit(all.desk) } }));

  function tokenOf(deviceId: string): string | undefined {
    return deviceId === OWN_DEVICE ? own?.deviceToken : tokens.get(deviceId);
  }

  /** Null where its relay or its token is not here any more. */
  function complete({ deviceId, relayUrl, ...session }: StoredSession): Session | null {
    const deviceToken = tokenOf(deviceId);
    const url = relayUrl ?? own?.relayUrl;
    return deviceToken === undefined || url === undefined
      ? null
      : { ...session, relayUrl: url, deviceToken };
  }

  function sessions(): Session[] {
    const others = desk().sessions.map(complete);
    return [own, ...others].filter((session) => session !== null);
  }

  return {
    desk,
    change,
    sessions,
    /** Whether the hot folders that the program was started with are meant for this session. */
    isLaunched: (sessionId: string): boolean => own === null || own.id === sessionId,

    find(id: string): Session {
      const found = sessions().find((session) => session.id === id);
      if (found) return found;
      throw new PictureLiveError('session_not_found', 'This laptop does not know this session.');
    },

    /** Null: nothing was chosen, or what was chosen is not here any more. */
    current: (): Session | null =>
      sessions().find(({ id }) => id === desk().current) ?? own ?? null,

    /** The device that a relay knows this laptop as; null: it does not. */
    deviceOf(relayUrl: string): string | null {
      const { sessions: ours, seconds, formerSeconds } = desk();
      const known = [...formerSeconds, ...Object.values(seconds), ...ours].filter(
        (one) => (one.relayUrl ?? own?.relayUrl) === relayUrl && one.deviceId !== OWN_DEVICE,
      );
      return known.at(-1)?.deviceId ?? null;
    },

    /** Guests are told this address: the own relay has one for the local network. */
    galleryUrl: (relayUrl: string, slug: string): string =>
      new URL(`/g/${slug}`, own !== null && relayUrl === own.relayUrl ? own.galleryUrl : relayUrl)
        .href,

    /** Keeps a session; a new device of its relay serves what the one before did. */
    remember: (session: Omit<Session, 'deviceToken'> & { deviceId: string }): Promise<void> =>
      change(({ sessions: before }) => {
        const relayUrl = session.relayUrl === own?.relayUrl ? null : session.relayUrl;
        if (session.id === own?.id) return {};
        const others = before.filter(({ id }) => id !== session.id);
        return { sessions: [...others, { ...session, relayUrl }] };
      }),

    /** Keeps what a session is called at its relay. */
    async rename(id: string, title: string): Promise<void> {
      if (own?.id === id) own = { ...own, title };
      const renamed = (one: StoredSession) => (one.id === id ? { ...one, title } : one);
      await change(({ sessions: before, seconds }) => ({
        sessions: before.map(renamed),
        seconds: Object.fromEntries(
          Object.entries(seconds).map(([main, second]) => [main, renamed(second)]),
        ),
      }));
    },

    /** The relay that came with the program; null: none did. */
    ownRelay: (): Pick<Session, 'relayUrl' | 'deviceToken'> | null => own,

    /** Where photos of a session go besides; null: nowhere. */
    second(sessionId: string): Destination | null {
      const stored = desk().seconds[sessionId];
      if (!stored) return null;
      const { id, title, galleryUrl } = stored;
      const lost = {
        id,
        title,
        galleryUrl,
        relayUrl: stored.relayUrl ?? new URL(galleryUrl).origin,
      };
      return complete(stored) ?? { ...lost, deviceToken: null };
    },

    /** Keeps what `second` says; null: nowhere any more. */
    keepSecond: (sessionId: string, second: StoredSession | null): Promise<void> =>
      change(({ seconds: { [sessionId]: before, ...others }, formerSeconds }) => {
        const former = formerSeconds.filter(({ id }) => id !== before?.id);
        const kept = [...former, ...(before ? [before] : [])].slice(-MOST_FORMER);
        if (second === null) return { seconds: others, formerSeconds: kept };
        const relayUrl = second.relayUrl === own?.relayUrl ? null : second.relayUrl;
        return {
          seconds: { ...others, [sessionId]: { ...second, relayUrl } },
          formerSeconds: kept,
        };
      }),

    folders: (sessionId: string): FolderSettings[] => desk().folders[sessionId] ?? [],

    setFolders: (sessionId: string, folders: readonly FolderSettings[]): Promise<void> =>
      change(({ folders: before }) => ({ folders: { ...before, [sessionId]: [...folders] } })),

    /**
     * Gives a session the hot folders that the program was started with, and takes those away that
     * it was started with before. One that a person removed stays away for as long as it is named.
     */
    async adoptLaunched(sessionId: string): Promise<void> {
      const before = desk().launched[sessionId] ?? [];
      const here = desk().folders[sessionId] ?? [];
      const named = launchedPaths;
      const kept = here.filter(({ path: one }) => !before.includes(one) || named.includes(one));
      const added = parts.hotFolders.filter(
        ({ path: one }) => !before.includes(one) && kept.every((folder) => folder.path !== one),
      );
      const all = [...kept, ...added].map((folder) => ({
        ...PLAIN,
        ...folder,
        ...parts.hotFolders.find((one) => one.path === folder.path),
      }));
      await change(({ launched, folders }) => ({
        launched: { ...launched, [sessionId]: named },
        folders: { ...folders, [sessionId]: all },
      }));
    },

    /** Hot folders of other sessions, the newest first. */
    foldersElsewhere(sessionId: string): string[] {
      const others = Object.entries(desk().folders).filter(([id]) => id !== sessionId);
      const paths = others.flatMap(([, folders]) => folders.map((folder) => folder.path));
      return [...new Set(paths.toReversed())];
    },
  };
}

export type Book = ReturnType<typeof createBook>;

/** A folder of its own for a session, beside the data folder. */
export function ownFolder(dataDir: string, session: Pick<Session, 'galleryUrl'>): string {
  const slug = new URL(session.galleryUrl).pathname.split('/').at(-1) ?? 'session';
  return path.join(path.dirname(path.resolve(dataDir)), 'hot-folders', slug);
}
