import { describe, expect, test, vi } from 'vitest';
import { createFakeSystem } from './fake/system.ts';
import type { Situation } from './situation.ts';
import { MARK_OF, trayIcon, type Mark } from './tray-icon.ts';
import { createTray } from './tray.ts';

const CALM: Situation = {
  tone: 'good',
  sentence: 'All 12 photos are live',
  counters: 'seen 12 · live 12 · queued 0',
  moving: 0,
  working: 0,
  paused: false,
  seen: 12,
  gallery: 'http://127.0.0.1/g/x',
  sessionId: 's',
  title: 'Anna & Li',
};

function stage(platform: NodeJS.Platform = 'linux') {
  const system = createFakeSystem();
  const onClick = vi.fn<() => void>();
  const onError = vi.fn<(error: unknown) => void>();
  const label = { text: 'Quit' };
  const items = () => [{ label: label.text }];
  const tray = createTray(system, { platform, items, onClick, onError });
  const [icon] = system.trays;
  if (!icon) throw new Error('There is no tray.');
  return { tray, icon, label, onClick };
}

describe('the icon beside the clock', () => {
  test('says how things stand, above what it offers', () => {
    const { tray, icon } = stage();
    tray.tell(CALM);
    expect(icon.toolTip).toBe('seen 12 · live 12 · queued 0\nAll 12 photos are live');
    expect(icon.labels()).toEqual([CALM.sentence, CALM.counters, 'Quit']);
    expect(icon.title).toBe('');
  });

  test('counts what is on its way beside it, on a Mac', () => {
    const { tray, icon } = stage('darwin');
    tray.tell({ ...CALM, tone: 'busy', moving: 3 });
    expect(icon.title).toBe('3');
    tray.tell(CALM);
    expect(icon.title).toBe('');
  });

  test('is changed only where something changed, as an open menu would close', () => {
    const { tray, icon, label } = stage();
    for (let i = 0; i < 5; i += 1) tray.tell(CALM);
    expect(icon.menus).toHaveLength(1);
    expect(icon.icons).toHaveLength(1);
    label.text = 'Leave';
    tray.tell(CALM);
    expect(icon.menus).toHaveLength(2);
  });

  test.each([
    ['person', 'triangle'],
    ['stop', 'square'],
    ['busy', 'dot'],
  ] as const)('%s is a %s', (tone, mark) => {
    const { tray, icon } = stage();
    tray.tell({ ...CALM, tone });
    expect(icon.icons.at(-1)).toEqual(trayIcon(mark));
    tray.tell(CALM);
    expect(icon.icons.at(-1)).toEqual(trayIcon('ring'));
  });

  test('brings the window by a click on Windows; elsewhere a click opens the menu', () => {
    const windows = stage('win32');
    windows.icon.click();
    expect(windows.onClick).toHaveBeenCalledOnce();
    const linux = stage('linux');
    linux.icon.click();
    expect(linux.onClick).not.toHaveBeenCalled();
  });

  test('goes with the program', () => {
    const { tray, icon } = stage();
    tray.remove();
    expect(icon.destroyed).toBe(true);
  });

  test('a desktop without a place for it does without, and that is told', () => {
    const onError = vi.fn<(error: unknown) => void>();
    const none = (): never => {
      throw new Error('no tray here');
    };
    const parts = { platform: 'linux', items: () => [], onClick: none, onError } as const;
    const tray = createTray({ createTray: none }, parts);
    tray.tell(CALM);
    tray.remove();
    expect(onError).toHaveBeenCalledOnce();
  });
});

describe('how it is drawn', () => {
  const marks = [...new Set(Object.values(MARK_OF))];

  /** Which pixels are covered, whatever their colour. */
  const shape = (mark: Mark): string => {
    const [{ pixels } = { pixels: Buffer.alloc(0) }] = trayIcon(mark).bitmaps;
    return pixels.filter((_value, place) => place % 4 === 3).join(' ');
  };

  test('every mark has a shape of its own, not only a colour', () => {
    expect(new Set(marks.map(shape)).size).toBe(marks.length);
    expect(marks).toHaveLength(4);
  });

  test.each(marks)('%s is whole for every density of display', (mark) => {
    for (const { pixels, width, height, scaleFactor } of trayIcon(mark).bitmaps) {
      expect(width).toBe(16 * scaleFactor);
      expect(pixels).toHaveLength(width * height * 4);
      for (let at = 0; at < pixels.length; at += 4) {
        const [blue = 0, green = 0, red = 0, alpha = 0] = pixels.subarray(at, at + 4);
        // Premultiplied: no colour is more than its cover.
        expect(Math.max(blue, green, red)).toBeLessThanOrEqual(alpha);
      }
    }
  });

  test('amber and red are colours, the rest takes that of the menu bar on a Mac', () => {
    expect(marks.filter((mark) => !trayIcon(mark).template)).toEqual(['triangle', 'square']);
  });
});
