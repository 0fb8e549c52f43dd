import type { Role, Session } from '@picture-live/shared/protocol';
import type { LazyPart } from '../app/lazy.tsx';
import { words } from '../words/words.ts';

/** What a tab is given; everything else it gets from the hooks. */
export interface SessionTabProps {
  /** As it is now: it changes while the tab is open. */
  session: Session;
  /** What whoever looks is in it. */
  role: Role;
}

export interface SessionTab {
  /** The last part of its address: `/studio/sessions/<id>/<id of the tab>`. */
  id: string;
  label: string;
  /** Who sees it. */
  roles: readonly Role[];
  part: LazyPart<SessionTabProps>;
}

const OWNER: readonly Role[] = ['owner'];
const MEMBERS: readonly Role[] = ['owner', 'photographer', 'moderator'];

/**
 * The tabs of a session, in their order: Photos, Access, Look, People, Messages, Requests, Numbers, Log.
 * A tab is one entry here and a folder of its own beside `session/`, whose component is loaded when
 * it is first opened. The first one that somebody may see is where a session opens.
 */
export const TABS: readonly SessionTab[] = [
  {
    id: 'photos',
    label: words.tabPhotos,
    roles: MEMBERS,
    part: { load: async () => (await import('../photos/photos-tab.tsx')).PhotosTab },
  },
  {
    id: 'access',
    label: words.tabAccess,
    roles: OWNER,
    part: { load: async () => (await import('../access/access-tab.tsx')).AccessTab },
  },
  {
    id: 'look',
    label: words.tabLook,
    roles: OWNER,
    part: { load: async () => (await import('../look/look-tab.tsx')).LookTab },
  },
  {
    id: 'people',
    label: words.tabPeople,
    roles: MEMBERS,
    part: { load: async () => (await import('../people/people-tab.tsx')).PeopleTab },
  },
  {
    id: 'messages',
    label: words.tabMessages,
    roles: MEMBERS,
    part: { load: async () => (await import('../messages/messages-tab.tsx')).MessagesTab },
  },
  {
    id: 'requests',
    label: words.tabRequests,
    roles: MEMBERS,
    part: { load: async () => (await import('../requests/requests-tab.tsx')).RequestsTab },
  },
  {
    id: 'numbers',
    label: words.tabNumbers,
    roles: MEMBERS,
    part: { load: async () => (await import('../numbers/numbers-tab.tsx')).NumbersTab },
  },
  {
    id: 'log',
    label: words.tabLog,
    roles: OWNER,
    part: { load: async () => (await import('../audit/log-tab.tsx')).LogTab },
  },
];
