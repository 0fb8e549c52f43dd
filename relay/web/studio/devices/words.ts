import { chooseWords } from '../../components/choose-words.ts';

export interface DevicesWords {
  title: string;
  intro: string;
  emptyTitle: string;
  emptyText: string;
  name: string;
  seen: string;
  sessions: string;
  actions: string;
  neverSeen: string;
  noSessions: string;
  chooseSessions: (name: string) => string;
  changeSessions: string;
  sessionsOf: (name: string) => string;
  sessionsHint: string;
  sessionsSaved: (name: string) => string;
  revoke: string;
  revokeName: (name: string) => string;
  revokeTitle: (name: string) => string;
  revokeText: string;
  revoked: (name: string) => string;
  pair: string;
  pairTitle: string;
  pairText: string;
  code: string;
  codeHint: string;
  codeWrong: string;
  pairFor: string;
  pairNone: string;
  pairButton: string;
  paired: (name: string) => string;
  more: (count: number) => string;
  older: string;
}

export const devicesWords = chooseWords<DevicesWords>({
  en: {
    title: 'Laptops',
    intro:
      'The laptops that deliver your photos. Each may deliver only to the sessions it was given.',
    emptyTitle: 'No laptop yet',
    emptyText: 'Open Picture Live on the laptop at the shoot. It shows a code to enter here.',
    name: 'Laptop',
    seen: 'Last seen',
    sessions: 'Delivers to',
    actions: 'Actions',
    neverSeen: 'not yet',
    noSessions: 'no session',
    chooseSessions: (name) => `Choose sessions of ${name}`,
    changeSessions: 'Choose sessions',
    sessionsOf: (name) => `Sessions of ${name}`,
    sessionsHint: 'The laptop can deliver to these and to no other.',
    sessionsSaved: (name) => `${name} knows at once.`,
    revoke: 'Revoke',
    revokeName: (name) => `Revoke ${name}`,
    revokeTitle: (name) => `Revoke ${name}?`,
    revokeText:
      'It can deliver nothing any more, from this moment on. What it has published stays. What is still waiting on it stays there, and goes out once it is paired again.',
    revoked: (name) => `${name} can no longer deliver.`,
    pair: 'Pair a laptop',
    pairTitle: 'Pair a laptop',
    pairText: 'Picture Live shows a code of eight letters on the laptop.',
    code: 'Code on the laptop',
    codeHint: 'Small letters and spaces do not matter.',
    codeWrong: 'This is not a code that a laptop shows right now. Look again, or begin anew there.',
    pairFor: 'It delivers to',
    pairNone: 'Choose a session at least.',
    pairButton: 'Pair',
    paired: (name) => `${name} is paired and delivers.`,
    more: (count) => `and ${count} more`,
    older: 'Show older sessions',
  },
  'zh-Hans': {
    title: '电脑',
    intro: '为您传送照片的电脑。每台电脑只能向指定的拍摄传送。',
    emptyTitle: '还没有电脑',
    emptyText: '在拍摄现场的电脑上打开 Picture Live，把它显示的代码填到这里。',
    name: '电脑',
    seen: '最近在线',
    sessions: '传送到',
    actions: '操作',
    neverSeen: '从未',
    noSessions: '未指定拍摄',
    chooseSessions: (name) => `选择拍摄：${name}`,
    changeSessions: '选择拍摄',
    sessionsOf: (name) => `${name} 的拍摄`,
    sessionsHint: '这台电脑只能向选中的拍摄传送照片。',
    sessionsSaved: (name) => `${name} 已即时更新。`,
    revoke: '停用',
    revokeName: (name) => `停用 ${name}`,
    revokeTitle: (name) => `要停用 ${name} 吗？`,
    revokeText:
      '从此刻起它不能再传送照片。已发布的照片会保留；尚未送出的留在电脑里，重新配对后会继续送出。',
    revoked: (name) => `${name} 已不能再传送照片。`,
    pair: '配对电脑',
    pairTitle: '配对电脑',
    pairText: 'Picture Live 会在电脑上显示由八个字母组成的代码。',
    code: '电脑上的代码',
    codeHint: '不区分大小写，空格可忽略。',
    codeWrong: '没有电脑正在显示此代码。请再核对一次，或在电脑上重新开始。',
    pairFor: '传送到',
    pairNone: '请至少选择一场拍摄。',
    pairButton: '配对',
    paired: (name) => `${name} 已配对，可以传送照片。`,
    more: (count) => `另有 ${count} 场`,
    older: '显示更早的拍摄',
  },
});
