import { expect, test } from 'vitest';
import { MAX_MESSAGE_LENGTH, MessageText, SenderName, cleanText } from './message-text.ts';

test.each([
  [' Hello\t ', 'Hello'],
  ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ['one\n\n\n\n\ntwo', 'one\n\ntwo'],
  ['Cafe\u0301', 'Caf\u00e9'],
  ['a\u0000b\u001b[31mc\u007f', 'ab[31mc'],
  ['lone \ud83d half', 'lone  half'],
  ['👩‍👩‍👧 and 新年快乐', '👩‍👩‍👧 and 新年快乐'],
  ['<b>not bold</b> & "quoted"', '<b>not bold</b> & "quoted"'],
])('%j is kept as %j', (typed, kept) => {
  expect(MessageText.parse(typed)).toBe(kept);
});

test.each([
  ['only joiners', '\u200d\u200b'],
  ['only marks', '\u0301\u0301'],
  ['too long', 'x'.repeat(MAX_MESSAGE_LENGTH + 1)],
  ['far too long', ' '.repeat(1_000_000)],
  ['no text', 7],
])('%s is no message', (_what, typed) => {
  expect(MessageText.safeParse(typed).success).toBe(false);
});

test.each([
  ['an e-mail address', 'li@family.example'],
  ['nothing', ' '],
  ['nothing that is seen', '\u202e\u200b'],
  ['a whole letter', 'x'.repeat(61)],
])('%s is no name', (_what, typed) => {
  expect(SenderName.safeParse(typed).success).toBe(false);
});

test('a name is one line that cannot turn what follows around', () => {
  expect(SenderName.parse('  Aunt \n\n May \u202e')).toBe('Aunt May');
});

test('cleaning twice changes nothing more, whatever was typed', () => {
  const pieces = ['a', '\u0301', '\r', '\n', '\u0000', '\ud83d', '\ude00', '\u202e', ' ', '\u2028'];
  // A small generator of its own: the same texts in every run.
  let seed = 1;
  const next = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 5_000; round += 1) {
    const typed = Array.from({ length: next(12) }, () => pieces[next(pieces.length)]).join('');
    const once = cleanText(typed);
    expect(cleanText(once)).toBe(once);
    expect(once).not.toMatch(/(?!\n)\p{Cc}|\p{Cs}|\u202e/u);
  }
});
