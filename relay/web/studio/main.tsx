import { openPictureLive } from '@picture-live/shared/hooks';
import { PictureLiveProvider } from '@picture-live/shared/hooks/preact';
import { render } from 'preact';
import '../shared-style/tokens.css';
import '../components/components.css';
import './app/layout.css';
import { App } from './app/app.tsx';
import { followLinks } from './app/router.ts';
import { language } from '../components/choose-words.ts';

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
