import type { ElectronApi, ShellNotification } from './api.ts';
import type { Situation } from './situation.ts';

export interface Notice {
  title: string;
  body: string;
}

export interface NoticeParts {
  /** While the window is looked at, its top line says the same. */
  isLookedAt: () => boolean;
  onClick: () => void;
}

/** Shown at once; more than these are on the screen already. */
const MOST_OPEN = 5;

/** Messages of the system. `show` is for whoever has something to say. */
export interface Notices {
  show(notice: Notice): void;
  /** Says what needs a person, once for each sentence. */
  tell(situation: Situation): void;
}

export function createNotices(
  { createNotification }: Pick<ElectronApi, 'createNotification'>,
  { isLookedAt, onClick }: NoticeParts,
): Notices {
  /** Whoever is forgotten here is collected, and its click goes nowhere. */
  const open = new Set<ShellNotification>();
  let said = '';

  function show({ title, body }: Notice): void {
    const notification = createNotification({ title, body });
    if (notification === null) return;
    const [oldest] = open;
    if (oldest && open.size >= MOST_OPEN) open.delete(oldest);
    open.add(notification);
    notification.on('click', () => {
      open.delete(notification);
      onClick();
    });
    notification.on('close', () => void open.delete(notification));
    notification.show();
  }

  return {
    show,
    tell({ tone, sentence, counters }) {
      const subject = tone === 'person' || tone === 'stop' ? subjectOf(sentence) : '';
      if (subject !== '' && subject !== said && !isLookedAt()) {
        show({ title: sentence, body: counters });
      }
      // What was seen in the window is known, too.
      said = subject;
    },
  };
}

/** Another number in it is no other news: shots that fail one after the other ring once. */
function subjectOf(sentence: string): string {
  return sentence.replaceAll(/[\d.,]+/g, '');
}
