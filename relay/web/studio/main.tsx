import { openPictureLive } from '@picture-live/shared/hooks';
import { PictureLiveProvider } from '@picture-live/shared/hooks/preact';
import { render } from 'preact';
import '../shared-style/tokens.css';
import '../components/base.css';
import { App } from './app/app.tsx';
import { followLinks } from './app/router.ts';
import { language } from '../components/choose-words.ts';
// After the components, whose places it changes on a phone.
import './app/layout.css';

document.documentElement.lang = language;
followLinks();

const root = document.getElementById('studio');
if (root === null) throw new Error('The page has no place for the studio.');
const live = openPictureLive({ baseUrl: location.origin });
render(
  <PictureLiveProvider live={live}>
    <App />
  </PictureLiveProvider>,
  root,
);
