import { Window } from 'happy-dom';

/** A document to render into, where there is no browser; `close` takes it away again. */
export interface TestPage {
  root: HTMLElement;
  /** What is to be read on it. */
  text: () => string;
  close: () => Promise<void>;
}

const NAMES = ['window', 'document', 'HTMLElement', 'HTMLIFrameElement', 'Node'] as const;

/** For frameworks that look for the browser's globals; for tests that run one after the other. */
export function openPage(): TestPage {
  const window = new Window({ url: 'http://localhost/' });
  const before = NAMES.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  for (const name of NAMES) {
    const value: unknown = name === 'window' ? window : window[name];
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  const root = document.createElement('div');
  document.body.append(root);
  return {
    root,
    text: () => root.textContent,
    async close() {
      for (const [index, name] of NAMES.entries()) {
        const old = before[index];
        if (old === undefined) Reflect.deleteProperty(globalThis, name);
        else Object.defineProperty(globalThis, name, old);
      }
      await window.happyDOM.close();
    },
  };
}
