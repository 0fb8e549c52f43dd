import { PictureLiveError } from '@picture-live/shared/errors';
import type { BridgeHandlers } from '../bridge/contract.ts';
import type { DiskPatience } from './disk-patience.ts';
import type { Gate } from './gate/gate.ts';
import type { HotFolders } from './hot-folders.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Publisher } from './publisher.ts';
import type { NumberWatch } from './sequence/number-watch.ts';
import type { SettingsStore } from './settings.ts';
import type { ShotViews } from './shot-views.ts';

export interface ShotHandlersParts {
  ledger: Ledger;
  shots: ShotViews;
  gate: Gate;
  settings: SettingsStore;
  hotFolders: Pick<HotFolders, 'readAgain'>;
  patiently: DiskPatience;
  publisher: Pick<Publisher, 'changed'>;
  settleNumbers: NumberWatch['settle'];
  /** Delivers what has come to wait. */
  pump: () => void;
  /** Whether originals may go out is another question now. */
  lookForOriginals: () => void;
}

export type ShotHandlers = Pick<
  BridgeHandlers,
  | 'listShots'
  | 'searchFiles'
  | 'shotHistory'
  | 'settleNumbers'
  | 'retryShot'
  | 'setPublishMode'
  | 'decideShots'
  | 'rateShots'
  | 'wishShots'
  | 'setUplink'
>;

/** What people ask of shots, and by which rules these go out. */
export function createShotHandlers(parts: ShotHandlersParts): ShotHandlers {
  const { ledger, shots, gate, settings, hotFolders, patiently, publisher } = parts;
  return {
    async listShots(page) {
      return shots.page(page);
    },
    async searchFiles({ text }) {
      return ledger.history.find(text);
    },
    async shotHistory({ shotId }) {
      return { events: ledger.history.of(shotId) };
    },
    async settleNumbers(which) {
      parts.settleNumbers(which);
      return null;
    },
    async retryShot({ shotId }) {
      if (!ledger.views.shot(shotId)) throw new PictureLiveError('not_found');
      const reopened = [ledger.outbox.reopened(shotId), ledger.wishes.reopened(shotId)];
      if (reopened.includes(true)) parts.pump();
      else hotFolders.readAgain(ledger.files.placesOf(shotId));
      publisher.changed([shotId]);
      return null;
    },
    async setPublishMode(publishMode) {
      await settings.change((before) => ({ ...before, publishMode }));
      publisher.changed();
      return null;
    },
    async decideShots({ shotIds, decision, until = null }) {
      await gate.decide(decision, shotIds, until);
      return { shots: shots.some(shotIds) };
    },
    async rateShots({ shotIds, rating }) {
      await gate.rate(shotIds, rating);
      return { shots: shots.some(shotIds) };
    },
    async wishShots({ shotIds, wish }) {
      const concerned = await patiently(() => ledger.wishes.made(shotIds, wish));
      publisher.changed(concerned);
      parts.pump();
      return { shotIds: concerned, shots: shots.some(shotIds) };
    },
    async setUplink(uplink) {
      await settings.change((before) => ({ ...before, uplink }));
      publisher.changed();
      parts.pump();
      parts.lookForOriginals();
      return null;
    },
  };
}
