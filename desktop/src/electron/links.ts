import type { EngineStatus } from '../bridge/contract.ts';
import type { EngineHost } from '../bridge/host.ts';
import type { ElectronApi } from './api.ts';
import { plainCode, readPairLink, type PairLink } from './pair-link.ts';
import type { ShellWords } from './words.ts';

export interface LinksParts {
  dialog: ElectronApi['dialog'];
  handlers: Pick<EngineHost['handlers'], 'status' | 'chooseRelay' | 'pairByCode'>;
  words: ShellWords;
  showWindow: () => Promise<void>;
}

const PAIR = 0;
const CANCEL = 1;

/**
 * What opening a link of ours does. Any page and any mail can hold one, so nothing happens before
 * the person has said yes, and two at once ask one after the other.
 *
 * The code of a link only brings back to the window that waits with it: relays give codes to
 * laptops, and one that came by link would pair somebody else's choice of device.
 */
export function createLinks(parts: LinksParts) {
  let turn: Promise<void> = Promise.resolve();

  async function follow(text: string): Promise<void> {
    const { dialog, handlers, words, showWindow } = parts;
    await showWindow();
    const link = readPairLink(text);
    if (link === null) {
      await dialog.showMessageBox({
        type: 'warning',
        message: words.badLink,
        detail: words.badLinkDetail,
      });
      return;
    }
    if (isWaitedFor(link, await handlers.status(null))) return;
    if (!(await agrees(link))) return;
    await handlers.chooseRelay({ url: link.relay });
    await handlers.pairByCode(null);
  }

  async function agrees({ relay }: PairLink): Promise<boolean> {
    const { dialog, words } = parts;
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: words.pairQuestion(relay),
      detail: words.pairDetail,
      buttons: [words.pair, words.cancel],
      defaultId: CANCEL,
      cancelId: CANCEL,
      noLink: true,
    });
    return response === PAIR;
  }

  async function tryTo(text: string): Promise<void> {
    const { dialog, words } = parts;
    try {
      await follow(text);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      await dialog.showMessageBox({ type: 'warning', message: words.failed, detail });
    }
  }

  return {
    /** Resolves when it is done with, however it went: the person was told. */
    open(text: string): Promise<void> {
      turn = turn.then(() => tryTo(text));
      return turn;
    },
  };
}

/** Whether this laptop has shown this very code for this relay and still waits. */
function isWaitedFor({ relay, code }: PairLink, { desk }: EngineStatus): boolean {
  const setup = desk?.setup;
  const pairing = setup?.pairing;
  if (code === null || setup?.relayUrl !== relay || pairing?.state !== 'waiting') return false;
  return plainCode(pairing.userCode) === code;
}
