import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleId, sampleShot } from '../../../bridge/testing/samples.ts';
import type { App } from '../../app/context.tsx';
import { createStore, type Store } from '../../app/state/store.ts';
import { chooseLanguage } from '../../app/words/index.ts';
import { openLightTable } from '../light-table/actions.ts';
import { selectCursor } from '../light-table/selectors.ts';
import { shortcutFor, shortcutsOf, shownKey, type KeyPress } from './shortcuts.ts';

let store: Store;
let app: App;
const decide = vi.fn<App['decider']['decide']>();
const undo = vi.fn<App['decider']['undo']>();
const wish = vi.fn<App['decider']['wish']>();

beforeEach(() => {
  vi.clearAllMocks();
  store = createStore();
  const shots = [1, 2, 3, 4].map((n) => sampleShot(n, { state: 'held' }));
  const page = { shots: shots.toReversed(), more: false, asked: 0 };
  store.dispatch({ type: 'newest_page', page });
  const nothing = () => {};
  app = {
    store,
    language: chooseLanguage(['en']),
    engine: {
      call: () => Promise.reject(new Error('No engine.')),
      loadOlder: nothing,
      stop: nothing,
    },
    decider: {
      decide,
      undo,
      wish,
      keep: nothing,
      rate: nothing,
      setMode: nothing,
      releaseAll: nothing,
    },
    panel: { open: null, toggle: nothing, close: nothing },
    recipeEditor: { on: false, toggle: nothing },
  };
});

function press(key: string, told: Partial<KeyPress> = {}): boolean {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  const found = shortcutFor(app, { key, ...none, ...told });
  found?.shortcut.run(app, found.press);
  return found !== undefined;
}

describe('the keyboard', () => {
  it('has each key once wherever a person is, and words for each', () => {
    for (const on of [false, true]) {
      if (on) openLightTable(store);
      const all = shortcutsOf(app);
      const keys = all.flatMap((one) => one.keys);
      expect(new Set(keys).size).toBe(keys.length);
      for (const shortcut of all) {
        expect(shownKey(shortcut)).not.toBe('');
        expect(app.language.words.keys.list[shortcut.name]).not.toBe('');
      }
    }
  });

  it('features and takes back what is looked at, and what is selected on the light table', () => {
    press('f');
    expect(wish).toHaveBeenLastCalledWith([sampleId(4)], 'feature');
    openLightTable(store);
    press('a', { ctrlKey: true });
    press('t');
    const all = [1, 2, 3, 4].map((n) => sampleId(n));
    expect(wish).toHaveBeenLastCalledWith(all, 'takeBack');
  });

  it('decides about the shot that is looked at', () => {
    press('x');
    expect(decide).toHaveBeenLastCalledWith([sampleId(4)], 'reject');
    store.dispatch({ type: 'pick', id: sampleId(2) });
    press('p');
    expect(decide).toHaveBeenLastCalledWith([sampleId(2)], 'publish');
  });

  it('goes on to the next undecided shot with shift', () => {
    store.dispatch({ type: 'pick', id: sampleId(2) });
    press('H', { shiftKey: true });
    expect(decide).toHaveBeenLastCalledWith([sampleId(2)], 'hold');
    expect(store.get().picked).toBe(sampleId(3));
  });

  it('decides about everything selected on the light table', () => {
    press('g');
    press('ArrowLeft');
    press('ArrowLeft', { shiftKey: true });
    press('p');
    expect(decide).toHaveBeenLastCalledWith([sampleId(2), sampleId(3)], 'publish');
    press('a', { ctrlKey: true });
    press('x');
    expect(decide.mock.lastCall?.[0]).toHaveLength(4);
  });

  it('undoes with Z, Ctrl+Z and Cmd+Z', () => {
    press('z');
    press('z', { ctrlKey: true });
    press('z', { metaKey: true });
    expect(undo).toHaveBeenCalledTimes(3);
  });

  it('leaves the browser its own keys', () => {
    expect(press('r', { ctrlKey: true })).toBe(false);
    expect(press('ArrowLeft', { altKey: true })).toBe(false);
    expect(press('Tab')).toBe(false);
  });

  it('goes back one step at a time', () => {
    press('g');
    press('a', { ctrlKey: true });
    press('c');
    expect(store.get().light.mode).toBe('compare');
    press('Escape');
    expect(store.get().light).toMatchObject({ on: true, mode: 'grid' });
    press('Escape');
    expect(store.get().light.on).toBe(false);
  });

  it('compares two and changes which of them it is about', () => {
    press('g');
    press('ArrowLeft');
    press('c');
    expect([selectCursor(store.get()), store.get().light.rival]).toEqual([
      sampleId(3),
      sampleId(4),
    ]);
    press('s');
    press('x');
    expect(decide).toHaveBeenLastCalledWith([sampleId(4)], 'reject');
    press(' ');
    expect(store.get().light.zoom.full).toBe(true);
  });
});
