import type { Language } from '../words/choose.ts';

/** What the request for a removal says; loaded with it. */
export interface TakedownWords {
  title: string;
  text: string;
  reason: string;
  contact: string;
  ask: string;
  sending: string;
  failed: string;
  /** It is out of sight for everybody. */
  hidden: string;
  /** The host has it on their list, but it is still to be seen. */
  recorded: string;
  /** Somebody was faster. */
  gone: string;
  next: string;
  done: string;
}

const en: TakedownWords = {
  title: 'Remove this photo',
  text: 'It disappears at once, for everybody. The hosts then decide whether it stays away.',
  reason: 'Why? (you don’t have to say)',
  contact: 'How can the hosts reach you? (only they will see it)',
  ask: 'Remove it now',
  sending: 'Removing…',
  failed: 'That didn’t get through. Please try again.',
  hidden: 'The photo is hidden from everybody.',
  recorded: 'Your request has reached the hosts. The photo is still to be seen until they decide.',
  gone: 'This photo is already gone.',
  next: 'The hosts decide what happens to it. You’ll read their answer here the next time you open the gallery on this device.',
  done: 'Done',
};

const zhHans: TakedownWords = {
  title: '移除这张照片',
  text: '照片会立即对所有人隐藏，之后由主办方决定是否恢复。',
  reason: '原因（可不填）',
  contact: '主办方如何联系您？（仅主办方可见，可不填）',
  ask: '立即移除',
  sending: '正在移除…',
  failed: '没有发送成功，请再试一次。',
  hidden: '照片已对所有人隐藏。',
  recorded: '请求已送达主办方，在他们处理之前照片仍可见。',
  gone: '这张照片已经不在了。',
  next: '主办方会作出决定。下次用这台设备打开相册时，您会看到他们的答复。',
  done: '好',
};

const LANGUAGES: Record<string, TakedownWords> = { en, 'zh-Hans': zhHans };

/** English where a language of the gallery has none of these yet. */
export function takedownWords({ tag }: Language): TakedownWords {
  return LANGUAGES[tag] ?? en;
}
