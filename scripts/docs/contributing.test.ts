import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { RENDITION_NAMES } from '@picture-live/shared/protocol';
import { describe, expect, test } from 'vitest';
import { storageEnvironment } from '../../relay/src/config/storage.ts';
import { en as tetherEn } from '../../desktop/src/ui/app/words/en.ts';
import { chooseLanguage } from '../../desktop/src/ui/app/words/index.ts';
import { ROOT } from '../setup/places.mjs';

/* What CONTRIBUTING.md and docs/bitten.md say is there, and their lists are those of the code. */

const read = (file: string): Promise<string> => readFile(path.join(ROOT, file), 'utf8');

/** What stands between single backticks and looks like a place in the project. */
function placesIn(text: string): string[] {
  const codes = Array.from(text.matchAll(/`([^`\n]+)`/g), ([, code = '']) => code);
  return codes.filter((code) =>
    /^(?:desktop|relay|shared|e2e|scripts|deploy)\/[\w./-]+$/.test(code),
  );
}

function section(text: string, heading: string): string {
  return text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
}

describe('CONTRIBUTING.md', () => {
  test('names files and folders that there are', async () => {
    const places = placesIn(await read('CONTRIBUTING.md'));
    expect(places.length).toBeGreaterThan(40);
    for (const place of places) expect(existsSync(path.join(ROOT, place)), place).toBe(true);
  });

  test('lists the kinds of storage and the renditions that there are', async () => {
    const text = await read('CONTRIBUTING.md');
    const kinds = storageEnvironment.STORAGE_TYPE.def.innerType.options;
    const said = kinds.map((kind) => `\`${kind}\``).join(', ');
    expect(section(text, 'Add a storage')).toContain(`\`STORAGE_TYPE\` (now ${said})`);
    const [last, ...others] = RENDITION_NAMES.toReversed();
    const names = others.toReversed().map((name) => `\`${name}\``);
    const now = `Now there are ${names.join(', ')} and \`${last}\`.`;
    expect(section(text, 'Add a rendition')).toContain(now);
  });

  test('leads to every place where a language has its words, and none has been left out', async () => {
    const text = section(await read('CONTRIBUTING.md'), 'Add a language');
    const spoken = new Map<string, string[]>();
    for (const folder of ['relay/web/gallery', 'relay/web/wall', 'relay/src/services/pages']) {
      const place = `${folder}/words/languages`;
      expect(text).toContain(place);
      const files = await readdir(path.join(ROOT, place));
      spoken.set(
        place,
        files.map((name) => path.basename(name, '.ts')),
      );
    }
    for (const file of [
      'relay/web/gallery/takedown/takedown-words.ts',
      'relay/web/messages/words/message-words.ts',
    ]) {
      expect(text).toContain(file);
      const [, table = ''] = /LANGUAGES: [^=]+= \{([^}]+)\}/.exec(await read(file)) ?? [];
      spoken.set(
        file,
        table.split(',').map((entry) => (entry.split(':')[0] ?? '').replaceAll(/[' ]/g, '')),
      );
    }
    const languages = (words: string[]) => words.filter((tag) => tag !== '').toSorted();
    const guests = languages([...spoken.values()][0] ?? []);
    for (const [place, own] of spoken) expect(languages(own), place).toEqual(guests);
    // Those who work here may have fewer, and the studio and the laptop the same.
    const studio = 'relay/web/components/choose-words.ts';
    expect(text).toContain(studio);
    const [, tags = ''] = /LANGUAGES = \[([^\]]+)\]/.exec(await read(studio)) ?? [];
    for (const tag of languages(tags.split(',').map((word) => word.replaceAll(/[' ]/g, '')))) {
      expect(guests).toContain(tag);
      const { words } = chooseLanguage([tag]);
      expect(words === tetherEn, `the tether UI in ${tag}`).toBe(tag === 'en');
    }
  });
});

describe('docs/bitten.md', () => {
  test('names with each thing what does it now, and the test that would notice', async () => {
    const entries = (await read('docs/bitten.md'))
      .split('\n')
      .filter((line) => line.startsWith('**'));
    expect(entries.length).toBeGreaterThan(20);
    for (const entry of entries) {
      const files = Array.from(entry.matchAll(/\]\(\.\.\/([^)]+)\)/g), ([, file = '']) => file);
      for (const file of files) expect(existsSync(path.join(ROOT, file)), file).toBe(true);
      expect(
        files.some((file) => file.endsWith('.test.ts')),
        entry,
      ).toBe(true);
      expect(
        files.some((file) => !file.endsWith('.test.ts')),
        entry,
      ).toBe(true);
    }
  });
});
