import { describe, expect, it } from 'vitest';
import { sampleFailure, sampleShot } from '../../../bridge/testing/samples.ts';
import { folderChoices, folderKeyOf, isFiltering, matcher } from './filter.ts';
import { NO_FILTER, type ShotFilter } from './state.ts';

const shots = [
  sampleShot(1, { state: 'held', rating: 2, path: 'Church/IMG_1.JPG' }),
  sampleShot(2, { state: 'live', rating: 4, path: 'Church/Aisle/IMG_2.JPG' }),
  sampleShot(3, { state: 'uploading', path: 'IMG_3.JPG' }),
  sampleShot(12, { state: 'rejected', rating: 0, hotFolderId: 'second', path: 'IMG_12.JPG' }),
  sampleFailure(5, { path: 'Churchyard/IMG_5.JPG' }),
];

describe('the filter of the light table', () => {
  it.each<[string, Partial<ShotFilter>, number[]]>([
    ['nothing', {}, [1, 2, 3, 12, 5]],
    ['held', { group: 'held' }, [1]],
    ['on the way', { group: 'moving' }, [3]],
    ['not published', { group: 'trouble' }, [5]],
    ['two stars and more', { stars: 2 }, [1, 2]],
    ['a folder with those in it', { folder: 'folder/Church/' }, [1, 2]],
    ['a hot folder', { folder: 'second/' }, [12]],
    ['a part of the name', { text: ' img_1' }, [1, 12]],
    ['several at once', { text: 'img', stars: 3, group: 'live' }, [2]],
  ])('by %s', (_what, filter, numbers) => {
    const matches = matcher({ ...NO_FILTER, ...filter });
    const names = shots.filter(matches).map(({ name }) => name);
    expect(names).toEqual(numbers.map((n) => `IMG_${n}.JPG`));
  });

  it('knows whether it narrows anything', () => {
    expect(isFiltering(NO_FILTER)).toBe(false);
    expect(isFiltering({ ...NO_FILTER, text: '  ' })).toBe(false);
    expect(isFiltering({ ...NO_FILTER, stars: 1 })).toBe(true);
  });
});

describe('the folders to choose from', () => {
  const hotFolders = [
    { id: 'folder', path: '/Shoot/A' },
    { id: 'second', path: 'D:\\Shoot\\B' },
  ];
  it('are named as people read them', () => {
    const choices = folderChoices(shots.map(folderKeyOf), hotFolders);
    expect(choices.map(({ label }) => label)).toEqual([
      'A',
      'A/Church',
      'A/Church/Aisle',
      'A/Churchyard',
      'B',
    ]);
  });

  it('are none where there is only one', () => {
    expect(folderChoices(['folder/'], hotFolders.slice(0, 1))).toEqual([]);
  });
});
