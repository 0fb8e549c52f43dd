import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';
import { chooseLanguage } from './index.ts';

const english = createFormat('en');
const chinese = createFormat('zh-CN');

describe('the language', () => {
  it.each([
    [['zh-CN', 'en'], 'zh-CN'],
    [['zh-Hans-SG'], 'zh-CN'],
    [['de-DE', 'zh', 'en'], 'zh-CN'],
    [['en-GB', 'zh-CN'], 'en'],
    [['de-DE', 'fr'], 'en'],
    [[], 'en'],
  ])('for %j is %s', (preferred, tag) => {
    expect(chooseLanguage(preferred).tag).toBe(tag);
  });
});

describe('durations', () => {
  it.each([
    [-3, '0.00 s', '0.00 秒'],
    [41, '0.04 s', '0.04 秒'],
    [412, '0.41 s', '0.41 秒'],
    [9_994, '9.99 s', '9.99 秒'],
    [9_996, '10.0 s', '10.0 秒'],
    [59_940, '59.9 s', '59.9 秒'],
    [59_960, '1 min 00 s', '1 分 00 秒'],
    [185_400, '3 min 05 s', '3 分 05 秒'],
    [3_599_600, '1 h 00 min', '1 小时 00 分'],
    [7_385_000, '2 h 03 min', '2 小时 03 分'],
  ])('of %d ms read well', (milliseconds, inEnglish, inChinese) => {
    expect(english.duration(milliseconds)).toBe(inEnglish);
    expect(chinese.duration(milliseconds)).toBe(inChinese);
  });

  it('are coarser where they are read from afar', () => {
    expect(english.duration(412, 1)).toBe('0.4 s');
    expect(english.duration(12_345, 1)).toBe('12 s');
  });
});

describe('amounts', () => {
  it('group their thousands', () => {
    expect(english.count(1204)).toBe('1,204');
  });

  it('of a file and of a connection are in the units people know', () => {
    expect(english.bytes(1)).toBe('1 KB');
    expect(english.bytes(9_712_345)).toBe('9.7 MB');
    expect(english.rate(1_025_000)).toBe('8.2 Mbit/s');
  });
});

describe('sentences', () => {
  it('count as people do', () => {
    const { headline } = chooseLanguage(['en']).words;
    expect(headline.offline(37, '37')).toBe(
      'The relay can’t be reached. 37 photos are waiting and will go out by themselves.',
    );
    expect(headline.offline(1, '1')).toContain('1 photo is waiting and will go out by itself.');
    expect(headline.offline(0, '0')).not.toContain('0');
    expect(headline.needYou(1, '1')).toMatch(/^1 shot needs you/);
  });
});
