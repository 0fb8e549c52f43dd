import { expect, test } from 'vitest';
import { outsideArchive } from './outside-archive.ts';

test('libvips finds a font of an installed app where the system can open it', () => {
  expect(outsideArchive('/opt/Picture Live/resources/app.asar/node_modules/x/ttf/A.ttf')).toBe(
    '/opt/Picture Live/resources/app.asar.unpacked/node_modules/x/ttf/A.ttf',
  );
  expect(outsideArchive('C:\\Live\\resources\\app.asar\\node_modules\\A.ttf')).toBe(
    'C:\\Live\\resources\\app.asar.unpacked\\node_modules\\A.ttf',
  );
});

test('a font of a clone stays where it is', () => {
  for (const file of ['/srv/clone/node_modules/x/A.ttf', '/r/app.asar.unpacked/A.ttf']) {
    expect(outsideArchive(file)).toBe(file);
  }
});
