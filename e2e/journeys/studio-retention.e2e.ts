import path from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Locator, Page } from 'playwright-core';
import { sessionClient } from '@picture-live/shared/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { BROWSER, closePages, launchBrowser, PHONE } from '../harness/browser.ts';
import { startParty, type Party } from '../harness/party.ts';
import { openStudio } from '../harness/studio.ts';

const DAY = 24 * 3_600_000;

let party: Party;
let browser: Browser;

/** A session of which nothing was heard for so many days, on a relay whose policy is older. */
function makeOld(dataDir: string, title: string, days: number): void {
  const db = new Database(path.join(dataDir, 'relay.sqlite'));
  const age = db.prepare('UPDATE sessions SET created_at = ? WHERE title = ?');
  age.run(Date.now() - days * DAY, title);
  const known = { archiveMs: 60 * DAY, purgeMs: 200 * DAY, since: Date.now() - 300 * DAY };
  const setting = 'INSERT OR REPLACE INTO relay_settings (key, value) VALUES (?, ?)';
  db.prepare(setting).run('retention_policy', JSON.stringify(known));
  db.close();
}

const card = (page: Page, title: string): Locator =>
  page.locator('.session-card', { hasText: title });

describe.skipIf(BROWSER === null)('a studio whose relay archives what is over', () => {
  beforeAll(async () => {
    const days = { SESSION_ARCHIVE_DAYS: '60', SESSION_PURGE_DAYS: '200' };
    party = await startParty('Anna & Li', days);
    await sessionClient(party.call).createSession({ title: 'Wedding in May' });
    browser = await launchBrowser();
    await party.restart((dataDir) => makeOld(dataDir, 'Wedding in May', 50));
  });
  afterEach(({ task }) => closePages(task, browser));
  afterAll(async () => {
    await browser.close();
    await party.stop();
  });

  it('sees what will be archived before it is, and keeps it for good', async () => {
    const stage = { url: party.origin, owner: party.owner, browser };
    const { page, errors } = await openStudio(stage, '/sessions', PHONE);
    const wedding = card(page, 'Wedding in May');
    await wedding.getByText('Will be archived on').waitFor();
    expect(await card(page, 'Anna & Li').getByText('Will be archived on').count()).toBe(0);
    await wedding.getByRole('link').first().click();
    const notice = page.getByRole('note').filter({ hasText: 'Will be archived on' });
    await notice.waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await notice.getByRole('button', { name: 'Keep for good' }).click();
    await notice.waitFor({ state: 'detached' });
    await page.goto(`${party.origin}/studio/sessions`);
    await wedding.getByText('Kept for good').waitFor();
    await wedding.getByRole('button', { name: 'What to do with' }).click();
    await page.getByRole('menuitem', { name: 'Keep no longer' }).click();
    // To change a session is something new in it, from which the time begins again.
    await wedding.getByText('Kept for good').waitFor({ state: 'detached' });
    expect(await wedding.getByText('Will be archived on').count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
