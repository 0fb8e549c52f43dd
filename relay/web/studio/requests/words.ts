import { chooseWords } from '../../components/choose-words.ts';

export interface RequestsWords {
  title: string;
  open: string;
  decided: string;
  which: string;
  emptyTitle: string;
  emptyText: string;
  noneDecided: string;
  failedTitle: string;
  askedBy: Record<'guest' | 'user' | 'visitor', string>;
  asked: (when: string) => string;
  noReason: string;
  contact: string;
  noContact: string;
  hidden: string;
  stillShown: string;
  grant: string;
  refuse: string;
  grantTitle: string;
  grantText: string;
  refuseTitle: string;
  refuseText: string;
  note: string;
  noteHint: string;
  granted: string;
  refused: string;
  saidGranted: string;
  saidRefused: string;
  yourNote: (note: string) => string;
  onlyOwners: string;
  photo: string;
  photoGone: string;
  more: string;
}

export const requestsWords = chooseWords<RequestsWords>({
  en: {
    title: 'Requests',
    open: 'To decide',
    decided: 'Decided',
    which: 'Which requests',
    emptyTitle: 'Nothing to decide',
    emptyText:
      'When somebody asks for a photo of them to be removed, it is hidden at once and stands here.',
    noneDecided: 'No request has been decided yet.',
    failedTitle: 'The requests could not be loaded',
    askedBy: { guest: 'A guest', user: 'Somebody with an account', visitor: 'A visitor' },
    asked: (when) => `asked ${when}`,
    noReason: 'No reason was given.',
    contact: 'How to reach them',
    noContact: 'They left no address.',
    hidden: 'Hidden until you decide',
    stillShown: 'Guests still see it: this person has many requests open.',
    grant: 'Delete for good',
    refuse: 'Show it again',
    grantTitle: 'Delete this photo for good?',
    grantText:
      'It stays gone from every screen, link and ZIP, and cannot be restored. All other requests for it are granted as well.',
    refuseTitle: 'Show this photo again?',
    refuseText:
      'Guests see it again at once, unless somebody else is waiting for a decision on it or a moderator has hidden it. The same person cannot hide it a second time.',
    note: 'A note to whoever asked',
    noteHint: 'They read it when they look up their request.',
    granted: 'Deleted for good',
    refused: 'Shown again',
    saidGranted: 'The photo is deleted for good.',
    saidRefused: 'The request is refused.',
    yourNote: (note) => `Note: ${note}`,
    onlyOwners: 'Only owners of the session decide.',
    photo: 'The photo it is about',
    photoGone: 'The photo is gone.',
    more: 'Show earlier ones',
  },
  'zh-Hans': {
    title: '请求',
    open: '待处理',
    decided: '已处理',
    which: '哪些请求',
    emptyTitle: '没有待处理的请求',
    emptyText: '有人请求移除自己的照片时，照片会立即隐藏，并出现在这里。',
    noneDecided: '还没有处理过的请求。',
    failedTitle: '请求没有加载出来',
    askedBy: { guest: '宾客', user: '有账号的用户', visitor: '访客' },
    asked: (when) => `${when}提出`,
    noReason: '没有说明原因。',
    contact: '联系方式',
    noContact: '没有留下联系方式。',
    hidden: '在您决定之前保持隐藏',
    stillShown: '宾客仍能看到：此人已有多个未处理的请求。',
    grant: '彻底删除',
    refuse: '重新显示',
    grantTitle: '彻底删除这张照片？',
    grantText: '它将从所有屏幕、链接和压缩包中消失，无法恢复。针对它的其他请求也一并同意。',
    refuseTitle: '重新显示这张照片？',
    refuseText:
      '宾客会立即重新看到它，除非还有其他人的请求未处理，或管理员另行隐藏了它。同一个人不能再次让它隐藏。',
    note: '给提出者的留言',
    noteHint: '对方查看请求结果时可以看到。',
    granted: '已彻底删除',
    refused: '已重新显示',
    saidGranted: '照片已彻底删除。',
    saidRefused: '已拒绝该请求。',
    yourNote: (note) => `留言：${note}`,
    onlyOwners: '只有所有者可以决定。',
    photo: '相关照片',
    photoGone: '照片已不在。',
    more: '显示更早的',
  },
});
