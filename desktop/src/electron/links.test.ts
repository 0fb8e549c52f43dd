import { PictureLiveError } from '@picture-live/shared/errors';
import { expect, test, vi } from 'vitest';
import type { EngineStatus } from '../bridge/contract.ts';
import type { SetupView } from '../bridge/desk.ts';
import { sampleStatus } from '../bridge/testing/samples.ts';
import { FakeDialog } from './fake/system.ts';
import { createLinks } from './links.ts';
import { chooseShellLanguage } from './words.ts';

const RELAY = 'https://photos.example';
const LINK = `picture-live://pair?relay=${RELAY}`;
const { shell: words } = chooseShellLanguage(['en']);

function stage(status: EngineStatus = sampleStatus()) {
  const dialog = new FakeDialog();
  const done: string[] = [];
  const handlers = {
    status: async () => status,
    chooseRelay: vi.fn<(input: { url: string }) => Promise<null>>(async ({ url }) => {
      done.push(`relay ${url}`);
      return null;
    }),
    pairByCode: async () => {
      done.push('code');
      return null;
    },
  };
  const showWindow = async () => void done.push('window');
  return { dialog, done, handlers, links: createLinks({ dialog, handlers, words, showWindow }) };
}

/** A laptop that shows a code of this relay. */
function waitingWith(userCode: string): EngineStatus {
  const setup: SetupView = {
    step: 'pair',
    relayUrl: RELAY,
    paired: false,
    account: null,
    pairing: {
      state: 'waiting',
      userCode,
      verificationUri: `${RELAY}/pair`,
      expiresAt: 1,
      message: null,
    },
    choices: [],
    second: false,
    ownRelay: null,
    suggestedFolders: [],
    canClose: true,
  };
  return sampleStatus({ desk: { setup, sessions: [], folders: [], clocks: [] } });
}

test('nothing happens before the person has said yes; not saying anything is no', async () => {
  const { dialog, done, links } = stage();
  await links.open(LINK);
  expect(done).toEqual(['window']);
  expect(dialog.boxes[0]).toMatchObject({
    message: 'Pair this laptop with https://photos.example?',
    buttons: ['Pair', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
});

test('after a yes the window shows the code of that relay', async () => {
  const { dialog, done, links } = stage();
  dialog.presses.push(0);
  await links.open(LINK);
  expect(done).toEqual(['window', `relay ${RELAY}`, 'code']);
});

test('a link with the code that this laptop waits with only brings the window', async () => {
  const { dialog, done, links } = stage(waitingWith('ABCD-EFGH'));
  await links.open(`${LINK}&code=abcdefgh`);
  expect(done).toEqual(['window']);
  expect(dialog.boxes).toEqual([]);
});

test('a code from elsewhere is asked about like any link, and is not used', async () => {
  const { dialog, done, links } = stage(waitingWith('ABCD-EFGH'));
  dialog.presses.push(0);
  await links.open(`${LINK}&code=HGFEDCBA`);
  expect(dialog.boxes).toHaveLength(1);
  expect(done.join(' ')).not.toContain('HGFEDCBA');
});

test('a link that is none is said so', async () => {
  const { dialog, done, links } = stage();
  await links.open('picture-live://pair?relay=file:///etc');
  expect(dialog.boxes).toMatchObject([{ message: 'This link cannot be used' }]);
  expect(done).toEqual(['window']);
});

test('a relay that does not answer is told, and no code is asked for', async () => {
  const { dialog, done, handlers, links } = stage();
  handlers.chooseRelay.mockRejectedValue(new PictureLiveError('relay_unreachable'));
  dialog.presses.push(0);
  await links.open(LINK);
  expect(dialog.boxes.at(-1)).toMatchObject({ message: 'That did not work' });
  expect(done).toEqual(['window']);
});

test('two links ask one after the other', async () => {
  const { dialog, done, links } = stage();
  dialog.presses.push(0, 1);
  await Promise.all([links.open(LINK), links.open(LINK)]);
  expect(done).toEqual(['window', `relay ${RELAY}`, 'code', 'window']);
});
