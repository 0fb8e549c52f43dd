import type { LucideIcon } from 'lucide-preact';
import { Images, Laptop, UserRound } from 'lucide-preact';
import type { LazyPart } from './lazy.tsx';
import { words } from '../words/words.ts';

/** A page of the studio besides the sessions themselves. */
export interface StudioPage {
  /** From the studio's beginning: `/devices`. What follows is the page's own. */
  path: string;
  label: string;
  icon: LucideIcon;
  part: LazyPart<object>;
}

/**
 * The pages of the navigation, in its order. A page is one line here and a folder of its own beside
 * `app/`, whose component is loaded when it is first opened.
 */
export const PAGES: readonly StudioPage[] = [
  {
    path: '/sessions',
    label: words.sessions,
    icon: Images,
    part: { load: async () => (await import('../sessions/sessions-page.tsx')).SessionsPage },
  },
  {
    path: '/devices',
    label: words.devices,
    icon: Laptop,
    part: { load: async () => (await import('../devices/devices-page.tsx')).DevicesPage },
  },
  {
    path: '/account',
    label: words.account,
    icon: UserRound,
    part: { load: async () => (await import('../account/account-page.tsx')).AccountPage },
  },
];
