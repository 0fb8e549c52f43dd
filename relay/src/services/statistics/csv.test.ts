import { expect, test } from 'vitest';
import { csvLine, timeIn } from './csv.ts';

test('a cell holds whatever somebody wrote: commas, quotes, line breaks, all scripts', () => {
  expect(csvLine(['Anna, Li', 'say "yes"', 'two\nlines', '李', 3, null])).toBe(
    '"Anna, Li","say ""yes""","two\nlines",李,3,\r\n',
  );
});

test('no caption becomes a formula in a spreadsheet', () => {
  const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")'];
  for (const text of evil) {
    const written = csvLine([text]).replace(/^"/, '');
    expect(written.startsWith("'")).toBe(true);
  }
  expect(csvLine([-5])).toBe('-5\r\n');
});

test('times are those of the clock on the wall', () => {
  const at = Date.UTC(2026, 10, 21, 23, 30);
  expect(timeIn('UTC')(at)).toBe('2026-11-21 23:30:00');
  expect(timeIn('Asia/Shanghai')(at)).toBe('2026-11-22 07:30:00');
});
