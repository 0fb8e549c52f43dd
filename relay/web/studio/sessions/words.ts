import { chooseWords } from '../../components/choose-words.ts';

export interface SessionsWords {
  title: string;
  create: string;
  emptyTitle: string;
  emptyText: string;
}

export const sessionsWords = chooseWords<SessionsWords>({
  en: {
    title: 'Sessions',
    create: 'New session',
    emptyTitle: 'No session yet',
    emptyText: 'A session is one shoot and its gallery. It takes a minute to make one.',
  },
  'zh-Hans': {
    title: '拍摄',
    create: '新建拍摄',
    emptyTitle: '还没有拍摄',
    emptyText: '一场拍摄对应一个相册，一分钟即可建好。',
  },
});
