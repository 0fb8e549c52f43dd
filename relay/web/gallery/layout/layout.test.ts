import { expect, test } from 'vitest';
import { cellAt, cellsBetween, createGridLayouter, rowBox, type LaidOut } from './grid-layout.ts';
import { justify } from './justify.ts';
import { EVERYTHING, orderOf } from '../photos/view.ts';
import { cutSections } from './sections.ts';

const SHAPES = [
  [6000, 4000],
  [4000, 6000],
  [6000, 4000],
  [4000, 4000],
  [6000, 4000],
  [16_000, 4000],
] as const;

function photoAt(seq: number): LaidOut {
  const [width, height] = SHAPES[(seq * 7) % SHAPES.length] ?? [3, 2];
  return { id: `photo-${seq}`, seq, capturedAt: seq, width, height };
}

/** Photos as a camera with two events for each makes them, newest first. */
function shoot(count: number, newest = count * 2): LaidOut[] {
  return Array.from({ length: count }, (_, index) => photoAt(newest - index * 2));
}

/** A list from its beginning; `more` behind it or not. */
function listOf(photos: readonly LaidOut[], moreBehind = false) {
  return { photos, moreBehind, moreBefore: false, openedAt: null, isBefore: orderOf(EVERYTHING) };
}

function allCells(photos: LaidOut[], width: number, more = false) {
  const layout = createGridLayouter<LaidOut>()(listOf(photos, more), width);
  return { layout, cells: cellsBetween(layout, 0, layout.height) };
}

const WIDTHS = [320, 360, 390, 430, 768, 1280, 1920, 3840];

test('every photo is on the page once, in order, inside the page and over no other', () => {
  for (const width of WIDTHS) {
    const photos = shoot(500);
    const { cells, layout } = allCells(photos, width);
    expect(cells.map(({ photo }) => photo.id)).toEqual(photos.map(({ id }) => id));
    const { gap } = rowBox(width);
    for (const [index, cell] of cells.entries()) {
      const next = cells[index + 1];
      expect(cell.left).toBeGreaterThanOrEqual(0);
      expect(cell.left + cell.width).toBeLessThanOrEqual(width);
      if (next === undefined) expect(cell.top + cell.height).toBe(layout.height);
      else if (next.top === cell.top) expect(next.left).toBe(cell.left + cell.width + gap);
      else expect(next.top).toBe(cell.top + cell.height + gap);
    }
  }
});

test('rows fill the width and photos keep their shape', () => {
  for (const width of WIDTHS) {
    const { cells } = allCells(shoot(400), width);
    const rows = Map.groupBy(cells, ({ top }) => top);
    for (const row of rows.values()) {
      const last = row.at(-1);
      expect([row[0]?.left, (last?.left ?? 0) + (last?.width ?? 0)]).toEqual([0, width]);
      for (const { photo, width: cellWidth, height } of row) {
        // Whole pixels: half a pixel of each edge.
        const ratio = photo.width / photo.height;
        expect(Math.abs(cellWidth - ratio * height)).toBeLessThanOrEqual(1 + ratio / 2);
      }
    }
  }
});

test('row heights stay near to the wished one', () => {
  for (const width of WIDTHS) {
    const { cells } = allCells(shoot(400), width);
    const { rowHeight } = rowBox(width);
    const rows = Map.groupBy(cells, ({ top }) => top);
    for (const [{ height, photo } = cells[0] ?? never()] of rows.values()) {
      expect(height / rowHeight).toBeLessThanOrEqual(1.66);
      if (photo.width < photo.height * 3) expect(height / rowHeight).toBeGreaterThan(0.5);
    }
  }
});

function never(): never {
  throw new Error('A row without photos.');
}

test('a few photos that cannot fill the width are centred at a sensible height', () => {
  const { height, rows } = justify([1.5], { width: 1280, gap: 3, rowHeight: 280 });
  expect(height).toBeLessThan(500);
  const [cell] = rows[0]?.cells ?? [];
  expect(Math.abs((cell?.left ?? 0) * 2 + (cell?.width ?? 0) - 1280)).toBeLessThanOrEqual(1);
});

test('the first few photos of a gallery are shown larger', () => {
  const landscapes = (count: number) =>
    shoot(count).map((photo) => ({ ...photo, width: 6000, height: 4000 }));
  for (const width of [360, 390, 1280]) {
    const few = allCells(landscapes(4), width).cells[0]?.height ?? 0;
    const many = allCells(landscapes(60), width).cells[0]?.height ?? 0;
    expect(few).toBeGreaterThan(many * 1.3);
  }
});

test('an empty gallery has no height', () => {
  expect(justify([], rowBox(390))).toEqual({ rows: [], height: 0 });
  expect(createGridLayouter()(listOf([]), 390)).toMatchObject({
    sections: [],
    count: 0,
    height: 0,
  });
});

test('a new photo moves nothing but the newest section', () => {
  const layouter = createGridLayouter<LaidOut>();
  const before = layouter(listOf(shoot(300)), 390);
  const after = layouter(listOf([photoAt(602), ...shoot(300)]), 390);
  const rowsBelow = (layout: typeof before) => layout.sections.slice(1).map(({ rows }) => rows);
  expect(after.sections.length).toBe(before.sections.length);
  for (const [index, rows] of rowsBelow(after).entries()) {
    expect(rows).toBe(rowsBelow(before)[index]);
  }
});

test('what does not move is not made again when older photos are loaded', () => {
  const photos = shoot(400);
  const layouter = createGridLayouter<LaidOut>();
  const before = cellsBetween(layouter(listOf(photos.slice(0, 200), true), 390), 0, 2_000);
  const after = cellsBetween(layouter(listOf(photos), 390), 0, 2_000);
  for (const [index, cell] of after.entries()) expect(cell).toBe(before[index]);
});

test('a photo taken back moves only those of its own section', () => {
  const layouter = createGridLayouter<LaidOut>();
  const photos = shoot(300);
  const before = layouter(listOf(photos), 1280);
  const gone = photos[150] ?? photoAt(0);
  const after = layouter(listOf(photos.filter((photo) => photo !== gone)), 1280);
  const changed = after.sections.filter(
    (section, index) => section.rows !== before.sections[index]?.rows,
  );
  const own = before.sections.find((section) => section.photos.includes(gone));
  expect(changed.map(({ key }) => key)).toEqual([own?.key]);
});

test('a replaced photo of the same shape moves nothing, one of another shape only its section', () => {
  const layouter = createGridLayouter<LaidOut>();
  const photos = shoot(200);
  const before = layouter(listOf(photos), 390);
  const swap = (shape: Partial<LaidOut>) =>
    photos.map((photo, index) => (index === 100 ? { ...photo, ...shape } : photo));
  const changed = (layout: typeof before) =>
    layout.sections.filter(({ rows }, index) => rows !== before.sections[index]?.rows).length;
  expect(changed(layouter(listOf(swap({})), 390))).toBe(0);
  expect(changed(layouter(listOf(swap({ width: 1000, height: 3000 })), 390))).toBe(1);
});

test('older photos that are loaded move nothing that is on the page already', () => {
  const photos = shoot(900);
  const layouter = createGridLayouter<LaidOut>();
  let cells = cellsBetween(layouter(listOf(photos.slice(0, 60), true), 390), 0, 1e9);
  for (const loaded of [260, 290, 450, 455, 650, photos.length]) {
    const layout = layouter(listOf(photos.slice(0, loaded), loaded < photos.length), 390);
    const now = cellsBetween(layout, 0, 1e9);
    expect(now.length).toBeGreaterThanOrEqual(cells.length);
    expect(now.slice(0, cells.length)).toEqual(cells);
    cells = now;
  }
  expect(cells).toHaveLength(photos.length);
});

test('a section is laid out only once nothing can join it any more', () => {
  const photos = shoot(200);
  const whole = cutSections(photos, listOf([]));
  for (let loaded = 60; loaded < photos.length; loaded += 1) {
    const sections = cutSections(photos.slice(0, loaded), listOf([], true));
    expect(sections, `${loaded} loaded`).toEqual(whole.slice(0, sections.length));
  }
});

test('a list that was opened in its middle moves nothing when it grows, either way', () => {
  const photos = shoot(400);
  for (const start of [150, 163, 177, 190]) {
    const openedAt = photos[start]?.id ?? '';
    const layouter = createGridLayouter<LaidOut>();
    const rowsAt = (from: number, to: number): string[] => {
      const extent = { moreBefore: from > 0, moreBehind: to < 400, openedAt };
      const list = { ...listOf(photos.slice(from, to)), ...extent };
      const { sections } = layouter(list, 390);
      return sections.flatMap((section) =>
        section.rows.map((row) =>
          section.photos
            .slice(row.from, row.to)
            .map(({ id }) => id)
            .join(),
        ),
      );
    };
    let before = rowsAt(start, start + 60);
    expect(before[0]?.startsWith(openedAt)).toBe(true);
    for (const [from, to] of [
      [start, 300],
      [start - 50, 300],
      [start - 100, 400],
    ] as const) {
      const now = rowsAt(from, to);
      expect(now).toEqual(expect.arrayContaining(before));
      before = now;
    }
    expect(rowsAt(0, 400).flatMap((row) => row.split(','))).toHaveLength(400);
  }
});

test('sections are never so small that their rows look torn', () => {
  for (const photos of [shoot(400), shoot(400).filter(({ seq }) => seq % 14 < 4)]) {
    const sections = cutSections(photos, listOf([]));
    expect(sections.flatMap((section) => section.photos)).toEqual(photos);
    for (const section of sections) expect(section.photos.length).toBeGreaterThanOrEqual(8);
  }
});

test('only the rows near the screen are made, wherever it looks', () => {
  const layout = createGridLayouter<LaidOut>()(listOf(shoot(10_000)), 390);
  for (const top of [0, 1_234, 90_000, layout.height - 844]) {
    const cells = cellsBetween(layout, top, top + 844);
    expect(cells.length).toBeLessThan(40);
    expect(cells[0]?.top).toBeLessThanOrEqual(top);
    const last = cells.at(-1);
    expect((last?.top ?? 0) + (last?.height ?? 0)).toBeGreaterThanOrEqual(top + 840);
  }
});

test('a photo is found by its place in the feed, or the next older one that is still there', () => {
  const photos = shoot(300);
  const { layout, cells } = allCells(photos, 390);
  const cell = cells[123];
  const at = (seq: number) => cellAt(layout, { seq, capturedAt: 0 });
  expect(at(cell?.photo.seq ?? 0)).toEqual(cell);
  expect(at((cell?.photo.seq ?? 0) + 1)).toEqual(cell);
  expect(at(1e9)).toEqual(cells[0]);
  expect(at(1)).toBeUndefined();
});

test('the same photos at another width are laid out anew', () => {
  const layouter = createGridLayouter<LaidOut>();
  const portrait = layouter(listOf(shoot(100)), 390);
  const landscape = layouter(listOf(shoot(100)), 844);
  expect(landscape).toEqual(createGridLayouter<LaidOut>()(listOf(shoot(100)), 844));
  expect(landscape.height).not.toBe(portrait.height);
});
