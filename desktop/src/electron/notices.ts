import { planNotice, type Said } from '../ui/features/notices/notices.ts';
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
  now: () => number;
}

/** Shown at once; more than these are on the screen already. */
const MOST_OPEN = 5;

type Told = Pick<Situation, 'tone' | 'sentence' | 'title'>;

/** Messages of the system. `show` is for whoever has something to say. */
export interface Notices {
  show(notice: Notice): void;
  /** Says what needs a person, by the rule that the page in a browser follows too. */
  tell(situation: Told): void;
  stop(): void;
}

export function createNotices(
  { createNotification }: Pick<ElectronApi, 'createNotification'>,
  { isLookedAt, onClick, now }: NoticeParts,
): Notices {
  /** Whoever is forgotten here is collected, and its click goes nowhere. */
  const open = new Set<ShellNotification>();
  let said: Said = { subject: '', at: null };
  let timer: NodeJS.Timeout | undefined;

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

  function tell(situation: Told): void {
    clearTimeout(timer);
    const plan = planNotice(said, situation, isLookedAt(), now());
    if (plan.kind === 'later') {
      timer = setTimeout(() => tell(situation), plan.at - now());
      return;
    }
    ({ said } = plan);
    if (plan.kind === 'show') show({ title: situation.title, body: situation.sentence });
  }

  return { show, tell, stop: () => clearTimeout(timer) };
}
