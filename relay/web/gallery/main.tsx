import { createRelayClient } from '@picture-live/shared/client';
import { render } from 'preact';
import '../shared-style/tokens.css';
import './page/page.css';
import './header/header.css';
import './find/active-view.css';
import './welcome/welcome.css';
import './grid/grid.css';
import './pill/pill.css';
import './notice/notice.css';
import './toast/toast.css';
import './message/message.css';
import './likes/likes.css';
import './talk/talk.css';
import { readInlinedData } from './page/gallery-data.ts';
import { registerWorker } from './offline/register.ts';
import { OpeningPage } from './page/opening-page.tsx';
import { openScene } from './page/scene.ts';
import { galleryAddress } from './viewer/photo-address.ts';
import { chooseLanguage } from './words/choose.ts';

const language = chooseLanguage(navigator.languages);
document.documentElement.lang = language.tag;

// What follows knows one form of address only.
const address = galleryAddress(location);
if (address !== null) history.replaceState(history.state, '', address);

const root = document.getElementById('gallery');
if (root === null) throw new Error('The page has no place for the gallery.');
const client = createRelayClient({ baseUrl: location.origin });
const data = readInlinedData(document);
const scene = data === null ? null : openScene(client, data, language);
render(<OpeningPage client={client} language={language} scene={scene} />, root);
registerWorker();
