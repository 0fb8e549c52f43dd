import { photoClient } from '@picture-live/shared/client';
import { GuestAccess } from '@picture-live/shared/protocol';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { BROWSER, LAPTOP, openPage, PHONE } from '../harness/browser.ts';
import { plainPicture, publishColour } from '../harness/coloured-photo.ts';
import { openGallery, type Gallery } from '../harness/gallery.ts';
import { setRelayStage, type OpenSession } from '../harness/relay-stage.ts';
import { openStudio } from '../harness/studio.ts';

/** So many photos of different colours; their ids as the studio shows them, newest first. */
async function shoot({ device }: OpenSession, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let shade = 1; shade <= count; shade += 1) {
    const { id } = await publishColour(device, [shade * 30, 120, 255 - shade * 30]);
    ids.unshift(id);
  }
  return ids;
}

const cell = (page: Page, id: string): Locator => page.locator(`.cell[data-id="${id}"]`);
const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });

async function further(page: Page, item: string): Promise<void> {
  await page.getByRole('toolbar').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function undo(page: Page): Promise<void> {
  await button(page, 'Undo').last().click();
}

const shows = (gallery: Gallery, ids: readonly string[]): Promise<void> =>
  expect.poll(async () => (await gallery.photoIds()).toSorted()).toEqual(ids.toSorted());

describe.skipIf(BROWSER === null)('whoever looks after the photos', () => {
  const stage = setRelayStage();

  it('selects many, hides, deletes and restores them, and open galleries follow', async () => {
    const session = await stage.openSession('Selected');
    const ids = await shoot(session, 6);
    const [first = '', second = '', third = '', fourth = '', fifth = '', sixth = ''] = ids;
    const guest = await openPage(stage.browser, PHONE);
    const gallery = await openGallery(guest.page, `${stage.url}/g/${session.slug}`);
    await shows(gallery, ids);
    const { page, errors } = await openStudio(stage, `/sessions/${session.id}/photos`, LAPTOP);
    await cell(page, sixth).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    await cell(page, second).click();
    await cell(page, fourth).click({ modifiers: ['Shift'] });
    await page.getByText('3 selected').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await button(page, 'Hide').click();
    await shows(gallery, [first, fifth, sixth]);
    await page.getByText('Gone from 1 of 1 screens').waitFor();
    await expect.poll(() => page.locator('.cell.is-out').count()).toBe(3);
    // Nobody else can load them any more, and members still see what they decide about.
    await expect.poll(() => cell(page, third).locator('img').getAttribute('src')).toMatch(/^blob:/);
    await undo(page);
    await shows(gallery, ids);

    await page.keyboard.press('Escape');
    const box = (await page.locator('.grid').boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.move(box.x + 20, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 250, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('Delete');
    await shows(gallery, [third, fourth, fifth, sixth]);
    await page.getByRole('link', { name: 'Bin' }).click();
    await expect.poll(() => page.locator('.bin-item').count()).toBe(2);
    await page.getByText('Goes in 30 days').first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    for (let left = 2; left > 0; left -= 1) {
      await page
        .getByRole('button', { name: /^Restore/ })
        .first()
        .click();
      await expect.poll(() => page.locator('.bin-item').count()).toBe(left - 1);
    }
    await shows(gallery, ids);
    expect([...errors, ...guest.errors]).toEqual([]);
  });

  it('tags, finds, describes, replaces and moves photos', async () => {
    const session = await stage.openSession('Sorted');
    const other = await stage.openSession('The other one');
    const [first = '', second = '', third = ''] = await shoot(session, 3);
    const guest = await openPage(stage.browser, PHONE);
    const gallery = await openGallery(guest.page, `${stage.url}/g/${session.slug}`);
    const { page, errors } = await openStudio(stage, `/sessions/${session.id}/photos`, LAPTOP);
    await cell(page, first).click();
    await page.keyboard.press('Control+a');
    await page.getByText('3 selected').waitFor();
    await cell(page, third).click({ modifiers: ['Control'] });
    await further(page, 'Tags');
    await page.getByLabel('New tag').fill('Dance');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('New tag').press('Enter');
    await page.getByText('Tagged 2 photos “Dance”').waitFor();
    await page.getByRole('searchbox').fill('dance');
    await expect.poll(() => page.locator('.cell').count()).toBe(2);

    await cell(page, second).dblclick();
    await page.getByLabel('Caption', { exact: true }).fill('The first dance');
    await button(page, 'Save').click();
    await page.getByText('Caption saved').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const before = await gallery.picture(second).getAttribute('src');
    const { bytes } = await plainPicture([10, 200, 90], 900, 600);
    await page
      .getByLabel('Replace the picture')
      .setInputFiles({ name: 'better.jpg', mimeType: 'image/jpeg', buffer: bytes });
    await page.getByText('Replaced. Guests see the new picture.').waitFor();
    await expect.poll(() => gallery.picture(second).getAttribute('src')).not.toBe(before);
    expect((await fetch(new URL(before ?? '', stage.url))).status).toBe(410);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

    await page.keyboard.press('Escape');
    await cell(page, first).click();
    await further(page, 'Move to another session');
    await page.getByLabel('To', { exact: true }).selectOption({ label: 'The other one' });
    await button(page, 'Move to another session').click();
    await shows(gallery, [second, third]);
    const photos = photoClient(stage.owner.auth.call);
    expect((await photos.photo(first)).sessionId).toBe(other.id);
    await undo(page);
    await shows(gallery, [first, second, third]);

    await page.getByRole('searchbox').fill('');
    await page.locator('input[type=file][multiple]').setInputFiles([
      {
        name: 'new.jpg',
        mimeType: 'image/jpeg',
        buffer: (await plainPicture([250, 40, 40], 800, 600)).bytes,
      },
      { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture at all') },
    ]);
    await page.getByText('2 of 2 uploaded').waitFor();
    await page.getByText('This file is not a picture we can read.').waitFor();
    await expect.poll(() => page.locator('.cell').count()).toBe(4);
    await expect.poll(async () => (await gallery.photoIds()).length).toBe(4);
    expect(errors).toEqual([]);
  });

  it('decides what guests asked to be removed, and hides what they wrote, with one hand', async () => {
    const session = await stage.openSession('Asked');
    const [first = '', second = ''] = await shoot(session, 2);
    await stage.owner.changeSession(session.id, { switches: { comments: true } });
    const guest = await openPage(stage.browser, PHONE);
    const gallery = await openGallery(guest.page, `${stage.url}/g/${session.slug}`);
    const { page, errors } = await openStudio(stage, `/sessions/${session.id}/photos`, PHONE);
    await cell(page, first).waitFor();
    const call = async (path: string, body: object, token?: string): Promise<unknown> => {
      const headers = {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      };
      const reply = await fetch(new URL(path, stage.url), {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      expect(reply.status).toBeLessThan(300);
      return reply.json();
    };
    await call(`/api/photos/${first}/takedown`, { reason: 'That is me.', contact: 'li@x.example' });
    const requests = page.getByRole('link', { name: /^Requests/ });
    await expect.poll(() => requests.innerText()).toMatch(/1$/);
    await requests.tap();
    await page.getByText('That is me.').waitFor();
    await call(`/api/photos/${second}/takedown`, { reason: 'Me, too.' });
    await page.getByText('Me, too.').waitFor();
    await shows(gallery, []);
    expect(await accessibilityProblems(page)).toEqual([]);

    const card = (reason: string): Locator => page.locator('.request', { hasText: reason });
    await card('That is me.').getByRole('button', { name: 'Show it again' }).tap();
    await page.getByLabel('A note to whoever asked').fill('You look great on it.');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Show it again' }).tap();
    await shows(gallery, [first]);
    await card('Me, too.').getByRole('button', { name: 'Delete for good' }).tap();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).tap();
    await page.getByText('Nothing to decide').waitFor();
    await expect.poll(() => requests.innerText()).toBe('Requests');
    await page.goto(`${stage.url}/studio/sessions/${session.id}/photos/bin`);
    await page.getByText('The bin is empty').waitFor();

    const { token } = GuestAccess.parse(await call(`/api/sessions/${session.id}/verify`, {}));
    const write = (text: string): Promise<unknown> =>
      call(
        `/api/sessions/${session.id}/messages`,
        { id: crypto.randomUUID(), text, name: 'Bo' },
        token,
      );
    await write('Buy cheap watches');
    await page.getByRole('link', { name: /^Messages/ }).tap();
    const message = page.locator('.message-item', { hasText: 'watches' });
    await message.getByRole('button').tap();
    await button(page, 'Hide').tap();
    await message.getByText('Hidden').waitFor();
    const read = async (): Promise<string> =>
      (await fetch(new URL(`/api/sessions/${session.id}/messages`, stage.url))).text();
    expect(await read()).not.toContain('watches');
    expect(await accessibilityProblems(page)).toEqual([]);
    await undo(page);
    await expect.poll(read).toContain('watches');
    await page.getByRole('switch', { name: 'Announcement' }).check();
    await page.getByPlaceholder('Announce something to all guests').fill('The buffet is open.');
    await button(page, 'Send').tap();
    await expect.poll(read).toContain('"announcement":true');
    expect([...errors, ...guest.errors]).toEqual([]);
  });
});
