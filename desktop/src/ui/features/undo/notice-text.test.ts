import { describe, expect, it } from 'vitest';
import { chooseLanguage } from '../../app/words/index.ts';
import { noticeText } from './notice-text.ts';
import type { Notice, Said } from './notice.ts';

const one = { count: 1, name: 'IMG_1.JPG' };
const many = { count: 1_204, name: 'IMG_1.JPG' };
const rejected: Said = { kind: 'decided', decision: 'reject', shots: one };
const refused = { kind: 'refused', wanted: 'reject' } as const;

const NOTICES: [Notice, string, string][] = [
  [{ kind: 'done', said: rejected, seen: 0 }, 'Rejected IMG_1.JPG', '已弃用 IMG_1.JPG'],
  [
    { kind: 'undone', said: { ...rejected, shots: many }, seen: 0 },
    'Undone: Rejected 1,204 shots',
    '已撤销：已弃用 1,204 张照片',
  ],
  [
    { kind: 'undone', said: { ...rejected, decision: 'publish' }, seen: 1 },
    'Undone: Published IMG_1.JPG · Guests have seen it: it stays as it is.',
    '已撤销：已发布 IMG_1.JPG · 宾客已经看到这张照片，保持不变。',
  ],
  [
    { kind: 'done', said: { kind: 'rated', rating: 1, shots: one }, seen: 0 },
    'IMG_1.JPG: 1 star',
    'IMG_1.JPG：1 星',
  ],
  [
    { kind: 'done', said: { kind: 'mode', mode: { kind: 'review' } }, seen: 0 },
    'Publish: Review first',
    '发布方式：先审后发',
  ],
  [
    { ...refused, why: 'seen', shots: one },
    'Guests have seen IMG_1.JPG: it can no longer be rejected.',
    '宾客已经看到 IMG_1.JPG，不能再弃用。',
  ],
  [
    { ...refused, why: 'already', shots: many },
    'These 1,204 shots are rejected already.',
    '1,204 张照片已经弃用。',
  ],
  [{ kind: 'nothing_to_undo' }, 'There is nothing to undo.', '没有可以撤销的操作。'],
  [{ kind: 'nothing_undecided' }, 'No shot waits for a decision.', '没有待审的照片。'],
  [{ kind: 'trouble', message: 'The disk is full.' }, 'The disk is full.', 'The disk is full.'],
];

describe('a notice', () => {
  it.each(NOTICES)('%o', (notice, english, chinese) => {
    expect(noticeText(notice, chooseLanguage(['en']))).toBe(english);
    expect(noticeText(notice, chooseLanguage(['zh-CN']))).toBe(chinese);
  });
});
