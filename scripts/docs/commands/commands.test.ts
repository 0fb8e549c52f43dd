import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigFile } from '../../../desktop/src/headless/config-file.ts';
import { readConfig } from '../../../relay/src/config.ts';
import { openRelay } from '../../../relay/src/relay.ts';
import { startTestRelay } from '../../../relay/src/testing/relay.ts';
import { readBlocks } from '../../deploy/guide.ts';
import { ROOT } from '../../setup/places.mjs';
import { COVERED } from './covered.ts';
import {
  documents,
  inlineCommands,
  isOfGuide,
  shellBlocks,
  withoutRemarks,
} from './read-commands.ts';
import type { Found } from './read-commands.ts';
import { type, typeUntil } from './typed.ts';
import type { Place } from './typed.ts';
import { assertScripts, assertUnits } from './well-formed.ts';

/*
 * Every command of the documents: those of the operator's guide by its own test, these here, and a
 * few by the files that covered.ts names. One that nobody executes fails.
 */
const run = promisify(execFile);
const MINUTES = 120_000;

const BACKUP = 'npm run backup -- /media/usb/wedding.tar';
const RESTORE = 'npm run restore -- /media/usb/wedding.tar';
const SERVER_BACKUP = `set -a; . /etc/picture-live/relay.env; set +a
npm run backup -- /var/backups/picture-live.tar --replace`;
const RETENTION = 'npm run retention';
const ONE_TEST =
  'node_modules/.bin/node node_modules/vitest/vitest.mjs run --project units shared/src/qr/qr.test.ts';
const DEMO = 'npm start -- --demo --home /tmp/try --no-open';
const HEADLESS =
  'node_modules/.bin/node desktop/src/headless/main.ts --relay https://photos.example --hot-folder /srv/shoot';
const HERE = [
  BACKUP,
  RESTORE,
  `${RESTORE} --verify`,
  SERVER_BACKUP,
  RETENTION,
  ONE_TEST,
  DEMO,
  HEADLESS,
];

/** Of blocks; what is typed is `sh` and nothing else. */
const LANGUAGES = ['sh', 'ini', 'json', 'yaml', 'ts', 'tsx', 'http', 'text'];

let blocks: Found[];
/** As they stand: a block that is executed as a whole, or line by line. */
let typed: string[];
beforeAll(async () => {
  blocks = await shellBlocks();
  const plain = blocks.filter((block) => block.kind === 'run' && !isOfGuide(block));
  typed = plain.flatMap(({ text }) => {
    const whole = withoutRemarks(text);
    return HERE.includes(whole) ? [whole] : whole.split('\n');
  });
});

describe('the commands of the documents', () => {
  test('are all executed, by this file or by one that covered.ts names', () => {
    const known = new Set([...HERE, ...Object.keys(COVERED)]);
    expect(typed.filter((command) => !known.has(command))).toEqual([]);
    expect([...known].filter((command) => !typed.includes(command))).toEqual([]);
  });

  test('stand in blocks that say what they are, none of them another shell', async () => {
    for (const document of await documents()) {
      const text = await readFile(path.join(ROOT, document), 'utf8');
      const fences = Array.from(text.matchAll(/^ *```(\w*)/gm), ([, language = '']) => language);
      const opening = fences.filter((_language, index) => index % 2 === 0);
      for (const language of opening) expect(LANGUAGES, document).toContain(language);
    }
  });

  test('are really in the files that are said to execute them', async () => {
    for (const [command, { file, words }] of Object.entries(COVERED)) {
      const text = await readFile(path.join(ROOT, file), 'utf8');
      for (const word of words) expect(text, `${command} in ${file}`).toContain(word);
    }
  });

  test('for root, for Docker or for the internet are well formed, and name files that there are', async () => {
    const others = blocks.filter(({ kind }) => kind !== 'run');
    expect(others.length).toBeGreaterThan(8);
    for (const { text, document } of others) {
      await run('bash', ['-n', '-c', text]);
      const files = text.matchAll(/(?:\/opt\/picture-live\/|(?<=\s))(deploy\/[\w./@-]+)/g);
      for (const [, file = ''] of files) {
        expect(existsSync(path.join(ROOT, file)), `${file} in ${document}`).toBe(true);
      }
      await assertUnits(text, document);
      await assertScripts(text, document);
    }
  });

  test('come with settings that can be used as they stand', async () => {
    const json = (await readBlocks('docs/headless.md')).filter(
      ({ language }) => language === 'json',
    );
    expect(json.length).toBeGreaterThan(0);
    for (const { text } of json) ConfigFile.parse(JSON.parse(text));
  });

  test('in the middle of sentences are scripts, with options that these know', async () => {
    const inline = await inlineCommands();
    expect(inline.length).toBeGreaterThan(15);
    for (const { command, document } of inline) await assertScripts(command, document);
    for (const { text, document } of blocks) await assertScripts(text, document);
  });
});

describe('typed in a home of their own', () => {
  let folder: string;
  let place: Place;
  const file = (...names: string[]) => path.join(folder, ...names);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'commands-'));
    for (const name of ['usb', 'etc', 'backups', 'home', 'shoot']) await mkdir(file(name));
    place = {
      home: file('home'),
      replacements: [
        ['/media/usb', file('usb')],
        ['/etc/picture-live', file('etc')],
        ['/var/backups', file('backups')],
        ['/tmp/try', file('try')],
        ['/srv/shoot', file('shoot')],
      ],
    };
    const data = file('home', 'PictureLive', 'relay');
    const settings = { DATA_DIR: data, DEVICE_TOKEN: 'd'.repeat(48), LOG_LEVEL: 'silent' };
    await (await openRelay(readConfig(settings), false)).close();
    await writeFile(file('etc', 'relay.env'), `DATA_DIR=${data}\nDEVICE_TOKEN=${'d'.repeat(48)}\n`);
  }, MINUTES);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test(
    'a backup is taken, checked and restored elsewhere, and retention says what will go',
    async () => {
      expect(await type(BACKUP, place)).toMatchObject({ code: 0 });
      expect(await type(`${RESTORE} --verify`, place)).toMatchObject({ code: 0 });
      const elsewhere = { ...place, home: file('elsewhere') };
      await mkdir(elsewhere.home);
      expect(await type(RESTORE, elsewhere)).toMatchObject({ code: 0 });
      expect(existsSync(file('elsewhere', 'PictureLive', 'relay', 'relay.sqlite'))).toBe(true);
      expect(await type(SERVER_BACKUP, place)).toMatchObject({ code: 0 });
      expect(await type(RETENTION, place)).toMatchObject({ code: 0 });
    },
    MINUTES,
  );

  test('one test runs by itself', async () => {
    const { code, said } = await type(ONE_TEST, place);
    expect(said).toContain('passed');
    expect(code, said).toBe(0);
  });

  test(
    'a shoot without a camera starts, and Ctrl-C ends it',
    async () => {
      // As it stands, but for ports that others may have.
      const command = `${DEMO} --headless --host 127.0.0.1 --port 0 --tether-port 0`;
      const { code, said } = await typeUntil(command, /\/g\/[\w-]+/, place);
      expect(said).toContain('/g/');
      expect(code, said).toBe(0);
    },
    MINUTES,
  );

  test(
    'a laptop without a screen asks to be paired, and Ctrl-C ends it',
    async () => {
      const relay = await startTestRelay();
      try {
        const near: Place = {
          ...place,
          replacements: [...place.replacements, ['https://photos.example', relay.url]],
        };
        const command = `${HEADLESS} --tether-port 0`;
        const { code, said } = await typeUntil(command, /To pair this laptop, enter/, near);
        expect(said).toContain('To pair this laptop, enter');
        expect(code, said).toBe(0);
      } finally {
        await relay.stop();
      }
    },
    MINUTES,
  );
});
