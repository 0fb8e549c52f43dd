import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createDecider } from '../features/publish/decider.ts';
import { TetherApp } from './app.tsx';
import { openBridge } from './open-bridge.ts';
import { linkEngine } from './engine-link.ts';
import { ErrorPage } from './error-page.tsx';
import { createStore } from './state/store.ts';
import { chooseLanguage } from './words/index.ts';
import './tokens.css';
import './base.css';

const root = document.querySelector('#app');
if (!root) throw new Error('The page has no place for the app.');

const language = chooseLanguage(navigator.languages);
document.documentElement.lang = language.tag;
const store = createStore();
const engine = linkEngine(openBridge(), store, () => Date.now());
const decider = createDecider(store, engine, () => Date.now(), reportError);

createRoot(root).render(
  <StrictMode>
    <ErrorPage words={language.words}>
      <TetherApp parts={{ store, engine, decider, language }} />
    </ErrorPage>
  </StrictMode>,
);
