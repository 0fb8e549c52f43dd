import {
  createRelayClient,
  imageClient,
  messageClient,
  sessionClient,
  type UserCall,
} from '@picture-live/shared/client';
import { GuestAccess } from '@picture-live/shared/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { registerOwner } from '../harness/account.ts';
import { BROWSER, launchBrowser, openPage } from '../harness/browser.ts';
import { newId } from '../harness/device.ts';
import { photograph } from '../harness/frames.ts';
import { startPair, type Pair } from '../harness/pair.ts';

const PATIENCE = { timeout: 25_000 };
let pair: Pair;
let sessionId: string;
let guest: UserCall;

beforeAll(async () => {
  pair = await startPair();
  ({ id: sessionId } = (await pair.tether.status()).session);
  const owner = await registerOwner(pair.relay.origin);
  const sessions = sessionClient(owner.auth.call);
  await sessions.changeSession(sessionId, { switches: { comments: true } });
  const reply = await fetch(`${pair.relay.origin}/api/sessions/${sessionId}/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const { token } = GuestAccess.parse(await reply.json());
  guest = createRelayClient({ baseUrl: pair.relay.origin, deviceToken: token }).call;
});
afterAll(() => pair.stop());

const textsAtGuests = async (): Promise<string[]> =>
  (await messageClient(guest).messages(sessionId)).messages.map(({ text }) => text);

/** A message of a guest, with a picture. */
async function write(text: string): Promise<void> {
  const { name, bytes } = await photograph(1, { width: 900, height: 600 });
  const image = await imageClient(guest).uploadImage(sessionId, { name, content: bytes });
  if (!image.ok) throw new Error(image.error.message);
  const message = { id: newId(Date.now()), text, name: 'Li', imageId: image.image.id };
  await messageClient(guest).sendMessage(sessionId, message);
}

describe.skipIf(BROWSER === null)('messages at the laptop', () => {
  it('are read, hidden and answered there; an announcement outlives the network', async () => {
    const browser = await launchBrowser();
    try {
      const { page, errors } = await openPage(browser, { viewport: { width: 1280, height: 800 } });
      await page.goto(pair.tetherUrl);
      await page.getByRole('button', { name: 'Messages', exact: true }).waitFor(PATIENCE);
      await write('Lovely evening!');
      await page.getByRole('button', { name: 'Messages, 1 new' }).waitFor(PATIENCE);
      await page.keyboard.press('m');
      const panel = page.locator('.panel-messages');
      const message = panel.locator('.message', { hasText: 'Lovely evening!' });
      await message.getByText('New', { exact: true }).waitFor(PATIENCE);
      const picture = message.locator('img');
      await expect
        .poll(
          () => picture.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth),
          PATIENCE,
        )
        .toBeGreaterThan(0);
      await page.getByRole('button', { name: 'Messages', exact: true }).waitFor(PATIENCE);
      expect(await accessibilityProblems(page)).toEqual([]);

      await message.getByRole('button', { name: 'Hide' }).click();
      await message.getByText('Hidden from guests').waitFor(PATIENCE);
      expect(await textsAtGuests()).toEqual([]);
      await message.getByRole('button', { name: 'Show again' }).click();
      await message.getByRole('button', { name: 'Hide' }).waitFor(PATIENCE);
      expect(await textsAtGuests()).toEqual(['Lovely evening!']);

      pair.link.become('cut');
      const field = panel.getByLabel('Announcement to all guests');
      for (const text of ['Cake at eight', 'Cake at nine']) {
        await field.fill(text);
        await panel.getByRole('button', { name: 'Announce' }).click();
        await panel.locator('.messages-waiting li', { hasText: text }).waitFor(PATIENCE);
      }
      const wrong = panel.locator('.messages-waiting li', { hasText: 'Cake at eight' });
      await wrong.getByRole('button', { name: 'Take back' }).click();
      await wrong.waitFor({ state: 'detached', ...PATIENCE });
      expect(await field.inputValue()).toBe('Cake at eight');
      pair.link.become('open');
      await expect.poll(textsAtGuests, PATIENCE).toEqual(['Cake at nine', 'Lovely evening!']);
      await panel.locator('.message', { hasText: 'Announced from here' }).waitFor(PATIENCE);
      expect(errors).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
