import { chooseWords } from '../../components/choose-words.ts';

export interface TalkWords {
  search: string;
  which: string;
  kinds: { all: string; hidden: string; announcements: string; photos: string };
  hide: string;
  show: string;
  remove: string;
  removeReally: string;
  saidHidden: string;
  saidShown: string;
  saidDeleted: string;
  nothingFound: string;
  empty: string;
  announce: string;
  announceHint: string;
  write: string;
  writeAnnouncement: string;
  commentsOff: string;
}

export const talkWords = chooseWords<TalkWords>({
  en: {
    search: 'Search messages and names',
    which: 'Which messages',
    kinds: {
      all: 'All messages',
      hidden: 'Hidden',
      announcements: 'Announcements',
      photos: 'About photos',
    },
    hide: 'Hide',
    show: 'Show again',
    remove: 'Delete',
    removeReally: 'Delete it for good?',
    saidHidden: 'Hidden from guests',
    saidShown: 'Guests see it again',
    saidDeleted: 'Deleted',
    nothingFound: 'No message is like that.',
    empty: 'Nobody has written yet.',
    announce: 'Announcement',
    announceHint: 'Every guest sees it, also on the wall, and may not answer.',
    write: 'Write to everybody',
    writeAnnouncement: 'Announce something to all guests',
    commentsOff: 'Guests may not write in this session; they read announcements.',
  },
  'zh-Hans': {
    search: '搜索留言和姓名',
    which: '哪些留言',
    kinds: { all: '全部留言', hidden: '已隐藏', announcements: '公告', photos: '关于照片' },
    hide: '隐藏',
    show: '重新显示',
    remove: '删除',
    removeReally: '彻底删除？',
    saidHidden: '已对宾客隐藏',
    saidShown: '宾客又能看到了',
    saidDeleted: '已删除',
    nothingFound: '没有符合条件的留言。',
    empty: '还没有人留言。',
    announce: '公告',
    announceHint: '所有宾客都能看到，大屏上也会显示，且不能回复。',
    write: '写给所有人',
    writeAnnouncement: '向所有宾客发布公告',
    commentsOff: '本场拍摄不允许宾客留言，他们只能看到公告。',
  },
});
