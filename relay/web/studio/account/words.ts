import { chooseWords } from '../../components/choose-words.ts';

export interface AccountWords {
  title: string;
  profile: string;
  name: string;
  emailHint: string;
  passwordForEmail: string;
  saved: string;
  password: string;
  current: string;
  next: string;
  nextHint: string;
  change: string;
  changed: string;
  wrong: string;
  stats: string;
  /** What stands behind that many. */
  sessions: (count: number) => string;
  photos: (count: number) => string;
  people: (count: number) => string;
  logins: string;
  loginsHint: string;
  unknownClient: string;
  here: string;
  lastUsed: (when: string) => string;
  since: (when: string) => string;
  end: string;
  endNamed: (client: string) => string;
  ended: (client: string) => string;
  endOthers: string;
  othersEnded: string;
  noOthers: string;
}

export const accountWords = chooseWords<AccountWords>({
  en: {
    title: 'Account',
    profile: 'About you',
    name: 'Name',
    emailHint: 'You log in with it.',
    passwordForEmail: 'Your password, for another e-mail address',
    saved: 'Saved.',
    password: 'Password',
    current: 'Password until now',
    next: 'New password',
    nextHint: 'Ten characters at least. A few words are good. All other logins end.',
    change: 'Change the password',
    changed: 'The password is changed. All other logins have ended.',
    wrong: 'This is not your password.',
    stats: 'In your studio',
    sessions: (count) => (count === 1 ? 'session' : 'sessions'),
    photos: (count) => (count === 1 ? 'photo' : 'photos'),
    people: (count) => (count === 1 ? 'person' : 'people'),
    logins: 'Where you are logged in',
    loginsHint: 'End whatever you do not know, and change your password then.',
    unknownClient: 'Unknown program',
    here: 'here',
    lastUsed: (when) => `last used ${when}`,
    since: (when) => `since ${when}`,
    end: 'End',
    endNamed: (client) => `End the login with ${client}`,
    ended: (client) => `${client} is logged out.`,
    endOthers: 'End all others',
    othersEnded: 'You are logged in only here.',
    noOthers: 'You are logged in nowhere else.',
  },
  'zh-Hans': {
    title: '账号',
    profile: '个人资料',
    name: '名字',
    emailHint: '用于登录。',
    passwordForEmail: '更换邮箱需输入密码',
    saved: '已保存。',
    password: '密码',
    current: '当前密码',
    next: '新密码',
    nextHint: '至少十个字符，用几个词组成即可。其他登录都会结束。',
    change: '修改密码',
    changed: '密码已修改，其他登录均已结束。',
    wrong: '密码不正确。',
    stats: '您的工作室',
    sessions: () => '场拍摄',
    photos: () => '张照片',
    people: () => '位成员',
    logins: '登录中的设备',
    loginsHint: '如有不认识的登录，请结束它并修改密码。',
    unknownClient: '未知程序',
    here: '当前',
    lastUsed: (when) => `最近使用：${when}`,
    since: (when) => `登录于 ${when}`,
    end: '结束',
    endNamed: (client) => `结束 ${client} 的登录`,
    ended: (client) => `${client} 已退出登录。`,
    endOthers: '结束其他所有登录',
    othersEnded: '现在只有此处处于登录状态。',
    noOthers: '没有在其他地方登录。',
  },
});
