import { useEffect } from 'preact/hooks';
import { accentOf } from './accent.ts';

const DARK = '(prefers-color-scheme: dark)';

/** Gives everything that can be pressed the studio's colour. @param colour `#rrggbb`, or none. */
export function useAccent(colour: string | null): void {
  useEffect(() => {
    if (colour === null) return undefined;
    const { style } = document.documentElement;
    const dark = window.matchMedia(DARK);
    const paint = (): void => {
      const { accent, onAccent } = accentOf(colour, dark.matches ? 'dark' : 'light');
      style.setProperty('--accent', accent);
      style.setProperty('--on-accent', onAccent);
    };
    paint();
    dark.addEventListener('change', paint);
    return () => {
      dark.removeEventListener('change', paint);
      style.removeProperty('--accent');
      style.removeProperty('--on-accent');
    };
  }, [colour]);
}
