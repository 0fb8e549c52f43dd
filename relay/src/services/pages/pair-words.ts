/** Why the page of a pairing has to be filled in once more. */
export type PairProblem = 'credentials' | 'too_fast' | 'code' | 'no_session' | 'too_late';

interface PairWords {
  title: string;
  /** Against somebody who sends a link to a code of theirs (RFC 8628, section 5.4). */
  warning: string;
  code: string;
  email: string;
  password: string;
  next: string;
  choose: string;
  none: string;
  pair: string;
  doneTitle: string;
  done: (name: string) => string;
  problems: Record<PairProblem, string>;
}

export const PAIR_WORDS: Record<'en' | 'zh', PairWords> = {
  en: {
    title: 'Pair a laptop',
    warning: 'Only enter a code that you see on your own laptop right now.',
    code: 'Code on the laptop',
    email: 'E-mail',
    password: 'Password',
    next: 'Go on',
    choose: 'Sessions it may deliver photos to',
    none: 'You have no session that photos can be delivered to. Make one first.',
    pair: 'Pair',
    doneTitle: 'The laptop is paired',
    done: (name) => `“${name}” goes on by itself in a few seconds. You can close this page.`,
    problems: {
      credentials: 'The e-mail address or the password is not right.',
      too_fast: 'Too many tries. Wait a few seconds and try again.',
      code: 'No laptop waits with this code. Codes are good for ten minutes.',
      no_session: 'Choose at least one session.',
      too_late: 'That took too long. Please log in again.',
    },
  },
  zh: {
    title: '配对电脑',
    warning: '请只输入您自己电脑上此刻显示的配对码。',
    code: '电脑上显示的配对码',
    email: '邮箱',
    password: '密码',
    next: '继续',
    choose: '允许它传送照片的拍摄',
    none: '您还没有可以传送照片的拍摄，请先新建一场。',
    pair: '配对',
    doneTitle: '电脑已配对',
    done: (name) => `“${name}”将在几秒后自动继续，您可以关闭此页面。`,
    problems: {
      credentials: '邮箱或密码不正确。',
      too_fast: '尝试次数过多，请稍等几秒后重试。',
      code: '没有电脑在等待这个配对码。配对码十分钟内有效。',
      no_session: '请至少选择一场拍摄。',
      too_late: '操作超时，请重新登录。',
    },
  },
};
