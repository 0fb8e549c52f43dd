import tokens from '../../shared-style/tokens.css?url';
import pageStyle from '../../gallery/page/page.css?url';
import headerStyle from '../../gallery/header/header.css?url';
import gridStyle from '../../gallery/grid/grid.css?url';
import welcomeStyle from '../../gallery/welcome/welcome.css?url';
import { accentOf } from '../../gallery/welcome/accent.ts';
import own from './preview-page.css?url';

export type Scheme = 'light' | 'dark';

/** The gallery's own, in the order it loads them. */
const STYLES = [tokens, pageStyle, headerStyle, welcomeStyle, gridStyle, own];

/** Gives an empty page the gallery's styles, by day or by night, and a studio's colour. */
export function dress(page: Document, scheme: Scheme, colour: string | null): void {
  const { head, documentElement: root } = page;
  if (head.querySelector('link') === null) {
    for (const href of STYLES) {
      const link = page.createElement('link');
      Object.assign(link, { rel: 'stylesheet', href });
      head.append(link);
    }
  }
  root.dataset['scheme'] = scheme;
  const accent = colour === null ? null : accentOf(colour, scheme);
  setOrRemove(root, '--accent', accent?.accent);
  setOrRemove(root, '--on-accent', accent?.onAccent);
}

function setOrRemove({ style }: HTMLElement, name: string, value: string | undefined): void {
  if (value === undefined) style.removeProperty(name);
  else style.setProperty(name, value);
}
