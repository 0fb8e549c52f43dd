import type { Layout } from '../settings/settings.ts';
import type { Transition } from '../show/motion.ts';

/** Everything the wall says. A language is a file in `languages/` that exports one of these. */
export interface Words {
  /** The language's own name. */
  name: string;
  /** Beside the QR code in the corner. */
  scan: string;
  welcomeText: string;
  /** Under the large QR code while there are no photos. */
  welcomeScan: string;
  /** Only featured photos are wanted, and there are none. */
  noneFeatured: string;
  photoTakenAt: (time: string) => string;
  photoBy: (name: string) => string;
  offline: string;
  unreachable: string;
  paused: string;
  codeNeededTitle: string;
  codeNeededText: string;
  enterCode: string;
  endedTitle: string;
  endedText: string;
  announcement: string;
  settings: string;
  layout: string;
  layouts: Record<Layout, string>;
  pace: string;
  seconds: (seconds: number) => string;
  transition: string;
  transitions: Record<Transition, string>;
  show: string;
  qr: string;
  captions: string;
  announcements: string;
  onlyFeatured: string;
  language: string;
  /** Of the browser. */
  usualLanguage: string;
  fullScreen: string;
  pause: string;
  goOn: string;
  next: string;
  close: string;
  /** Where the settings are kept. */
  kept: string;
  /** The QR code would lead guests to their own phones. */
  ownAddress: string;
  /** The browser does not let this page keep the screen on. */
  maySleep: string;
}
