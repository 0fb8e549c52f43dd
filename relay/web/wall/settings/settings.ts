import type { Transition } from '../show/motion.ts';

export type Layout = 'one' | 'mosaic';

/** How a wall looks. All of it is kept in the address, so that a kiosk's link carries it. */
export interface Settings {
  layout: Layout;
  /** That a photo stays. */
  seconds: number;
  transition: Transition;
  /** Title and QR code in the corner. */
  qr: boolean;
  /** What is said of a photo, and who took it. */
  captions: boolean;
  announcements: boolean;
  onlyFeatured: boolean;
  /** BCP 47; null for the browser's. */
  language: string | null;
}

export const LAYOUTS = ['one', 'mosaic'] as const satisfies Layout[];
export const TRANSITIONS = ['fade', 'slide', 'cut'] as const satisfies Transition[];
export const SECONDS = { least: 3, most: 120, usual: 8 };
/** To choose from; an address may say any other number. */
export const PACES = [4, 8, 15, 30] as const;

/** Those to choose from, and the one that was said elsewhere. */
export function pacesWith(seconds: number): number[] {
  const slower = PACES.filter((one) => one > seconds);
  return [...PACES.filter((one) => one < seconds), seconds, ...slower];
}

export const DEFAULT_SETTINGS: Settings = {
  layout: 'one',
  seconds: SECONDS.usual,
  transition: 'fade',
  qr: true,
  captions: true,
  announcements: true,
  onlyFeatured: false,
  language: null,
};

/** @param search of the address; what is not understood is as usual. */
export function readSettings(search: string): Settings {
  const query = new URLSearchParams(search);
  const seconds = Number(query.get('seconds') ?? SECONDS.usual);
  const isSaid = (name: string, word: string): boolean => query.get(name) === word;
  return {
    layout: LAYOUTS.find((one) => isSaid('layout', one)) ?? DEFAULT_SETTINGS.layout,
    seconds: Number.isFinite(seconds)
      ? Math.min(SECONDS.most, Math.max(SECONDS.least, Math.round(seconds)))
      : SECONDS.usual,
    transition: TRANSITIONS.find((one) => isSaid('transition', one)) ?? DEFAULT_SETTINGS.transition,
    qr: !isSaid('qr', 'off'),
    captions: !isSaid('captions', 'off'),
    announcements: !isSaid('announcements', 'off'),
    onlyFeatured: isSaid('photos', 'featured'),
    language: query.get('lang'),
  };
}

/** The part of an address that says these settings; empty where all is as usual. */
export function searchOf(settings: Settings): string {
  const usual = DEFAULT_SETTINGS;
  const query = new URLSearchParams();
  if (settings.layout !== usual.layout) query.set('layout', settings.layout);
  if (settings.seconds !== usual.seconds) query.set('seconds', String(settings.seconds));
  if (settings.transition !== usual.transition) query.set('transition', settings.transition);
  if (settings.onlyFeatured) query.set('photos', 'featured');
  for (const name of ['qr', 'captions', 'announcements'] as const) {
    if (!settings[name]) query.set(name, 'off');
  }
  if (settings.language !== null) query.set('lang', settings.language);
  const said = query.toString();
  return said === '' ? '' : `?${said}`;
}
