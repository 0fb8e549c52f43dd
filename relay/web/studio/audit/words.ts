import type { AuditAction } from '@picture-live/shared/protocol';
import { chooseWords } from '../../components/choose-words.ts';

/** What a sentence may use. Empty where nothing is known of it. */
export interface Facts {
  /** Who it was done to, for members. */
  whom: string;
  /** How many photos, laptops, … it was done to. */
  count: number;
  /** They did it to themselves: a member who left, a laptop that was paired. */
  own: boolean;
  /** A role, a state or names of settings, in words. */
  what: string;
}

export interface AuditWords {
  title: string;
  intro: string;
  ownIntro: string;
  filter: string;
  anything: string;
  anybody: string;
  what: string;
  who: string;
  from: string;
  to: string;
  clear: string;
  emptyTitle: string;
  emptyText: string;
  more: string;
  by: (network: string) => string;
  guest: string;
  laptop: string;
  relay: string;
  nobody: string;
  deletedAccount: string;
  roles: Record<'owner' | 'photographer' | 'moderator', string>;
  states: Record<string, string>;
  settings: Record<string, string>;
  list: (names: readonly string[]) => string;
  /** For the filter. */
  names: Record<AuditAction, string>;
  /** What somebody did, without saying who. */
  sentences: Record<AuditAction, (facts: Facts) => string>;
}

const photos = (count: number): string => (count === 1 ? 'a photo' : `${count} photos`);
const to = (whom: string): string => (whom === '' ? 'somebody' : whom);

export const auditWords = chooseWords<AuditWords>({
  en: {
    title: 'Log',
    intro:
      'Who did what in this session. Nothing in it can be changed; entries are kept for a year.',
    ownIntro: 'What was done to your account, and from which network.',
    filter: 'Show only',
    anything: 'Everything',
    anybody: 'Everybody',
    what: 'What',
    who: 'Who',
    from: 'From',
    to: 'Until',
    clear: 'Show everything',
    emptyTitle: 'Nothing of that kind',
    emptyText: 'Choose another time or show everything.',
    more: 'Show older entries',
    by: (network) => `from ${network}`,
    guest: 'A guest',
    laptop: 'A laptop',
    relay: 'The relay itself',
    nobody: 'Somebody',
    deletedAccount: 'Somebody who has left',
    roles: { owner: 'owner', photographer: 'photographer', moderator: 'moderator' },
    states: { granted: 'granted', refused: 'refused' },
    settings: {
      title: 'title',
      access: 'access',
      accessCode: 'access code',
      expiresAt: 'end',
      kept: 'whether it is kept',
      switches: 'what guests may do',
      branding: 'look',
    },
    list: (names) => names.join(', '),
    names: {
      account_made: 'Accounts made',
      login: 'Logins',
      login_failed: 'Failed logins',
      login_stolen: 'Logins ended for safety',
      logout: 'Logouts',
      logout_everywhere: 'Logouts everywhere',
      login_ended: 'Logins ended from elsewhere',
      password_changed: 'Passwords changed',
      password_refused: 'Wrong passwords',
      email_changed: 'E-mail addresses changed',
      invitation_made: 'Invitations made',
      invitation_withdrawn: 'Invitations withdrawn',
      invitation_used: 'Invitations used',
      pairing_approved: 'Codes of laptops entered',
      device_paired: 'Laptops paired',
      device_allowed: 'Laptops allowed',
      device_withdrawn: 'Laptops no longer allowed',
      device_revoked: 'Laptops revoked',
      session_made: 'Sessions made',
      session_changed: 'Settings changed',
      session_archived: 'Sessions archived',
      session_deleted: 'Sessions deleted',
      session_restored: 'Sessions restored',
      session_purged: 'Sessions gone for good',
      member_added: 'Members added',
      member_changed: 'Roles changed',
      member_removed: 'Members removed',
      photos_hidden: 'Photos hidden',
      photos_shown: 'Photos shown',
      photos_deleted: 'Photos deleted',
      photos_restored: 'Photos restored',
      photos_moved: 'Photos moved',
      photo_replaced: 'Photos replaced',
      image_deleted: 'Pictures of messages deleted',
      message_moderated: 'Messages moderated',
      takedown_requested: 'Requests made',
      takedown_decided: 'Requests decided',
    },
    sentences: {
      account_made: () => 'made this account',
      login: () => 'logged in',
      login_failed: () => 'tried to log in with a wrong password',
      login_stolen: () => 'used a token that was used already: the login was ended',
      logout: () => 'logged out',
      logout_everywhere: () => 'logged out on every device',
      login_ended: ({ count }) => (count === 1 ? 'ended another login' : `ended ${count} logins`),
      password_changed: () => 'changed the password',
      password_refused: () => 'gave a wrong password for a change',
      email_changed: () => 'changed the e-mail address',
      invitation_made: () => 'made an invitation',
      invitation_withdrawn: () => 'withdrew an invitation',
      invitation_used: ({ what }) =>
        what === '' ? 'came in by invitation' : `came in by invitation as ${what}`,
      pairing_approved: () => 'entered the code of a laptop',
      device_paired: () => 'was paired',
      device_allowed: ({ own, whom }) =>
        own ? 'may deliver here now' : `let ${whom || 'a laptop'} deliver here`,
      device_withdrawn: ({ whom }) => `let ${whom || 'a laptop'} no longer deliver here`,
      device_revoked: ({ whom }) => `revoked ${whom || 'a laptop'}`,
      session_made: () => 'made the session',
      session_changed: ({ what }) => (what === '' ? 'changed the settings' : `changed: ${what}`),
      session_archived: () => 'archived the session because nothing happened in it any more',
      session_deleted: () => 'deleted the session',
      session_restored: () => 'restored the session',
      session_purged: () => 'removed the session for good',
      member_added: ({ whom, what }) => `added ${to(whom)} as ${what}`,
      member_changed: ({ whom, what }) => `made ${to(whom)} ${what}`,
      member_removed: ({ own, whom }) => (own ? 'left the session' : `removed ${to(whom)}`),
      photos_hidden: ({ count }) => `hid ${photos(count)}`,
      photos_shown: ({ count }) => `showed ${photos(count)} again`,
      photos_deleted: ({ count }) => `deleted ${photos(count)}`,
      photos_restored: ({ count }) => `restored ${photos(count)}`,
      photos_moved: ({ count }) => `moved ${photos(count)}`,
      photo_replaced: () => 'replaced a photo',
      image_deleted: () => 'deleted the picture of a message',
      message_moderated: () => 'moderated a message',
      takedown_requested: () => 'asked for a photo to be removed',
      takedown_decided: ({ what }) =>
        what === '' ? 'decided a request' : `decided a request: ${what}`,
    },
  },
  'zh-Hans': {
    title: '日志',
    intro: '谁在这场拍摄中做了什么。记录无法修改，保留一年。',
    ownIntro: '对您的账号做过的操作，以及来自哪个网络。',
    filter: '只看',
    anything: '全部操作',
    anybody: '所有人',
    what: '操作',
    who: '人员',
    from: '从',
    to: '到',
    clear: '查看全部',
    emptyTitle: '没有符合的记录',
    emptyText: '请换一个时间，或查看全部。',
    more: '显示更早的记录',
    by: (network) => `来自 ${network}`,
    guest: '一位宾客',
    laptop: '一台电脑',
    relay: '服务器',
    nobody: '某人',
    deletedAccount: '已离开的人',
    roles: { owner: '所有者', photographer: '摄影师', moderator: '管理员' },
    states: { granted: '同意', refused: '拒绝' },
    settings: {
      title: '标题',
      access: '访问方式',
      accessCode: '访问码',
      expiresAt: '结束时间',
      kept: '是否保留',
      switches: '宾客权限',
      branding: '外观',
    },
    list: (names) => names.join('、'),
    names: {
      account_made: '创建账号',
      login: '登录',
      login_failed: '登录失败',
      login_stolen: '因安全原因结束的登录',
      logout: '退出登录',
      logout_everywhere: '在所有设备上退出',
      login_ended: '从别处结束的登录',
      password_changed: '修改密码',
      password_refused: '密码错误',
      email_changed: '修改邮箱',
      invitation_made: '发出邀请',
      invitation_withdrawn: '撤回邀请',
      invitation_used: '使用邀请',
      pairing_approved: '输入电脑代码',
      device_paired: '配对电脑',
      device_allowed: '允许电脑传送',
      device_withdrawn: '不再允许电脑传送',
      device_revoked: '停用电脑',
      session_made: '新建拍摄',
      session_changed: '修改设置',
      session_archived: '归档拍摄',
      session_deleted: '删除拍摄',
      session_restored: '恢复拍摄',
      session_purged: '彻底删除拍摄',
      member_added: '添加成员',
      member_changed: '更改角色',
      member_removed: '移除成员',
      photos_hidden: '隐藏照片',
      photos_shown: '重新显示照片',
      photos_deleted: '删除照片',
      photos_restored: '恢复照片',
      photos_moved: '移动照片',
      photo_replaced: '替换照片',
      image_deleted: '删除留言图片',
      message_moderated: '管理留言',
      takedown_requested: '移除请求',
      takedown_decided: '处理移除请求',
    },
    sentences: {
      account_made: () => '创建了此账号',
      login: () => '登录了',
      login_failed: () => '用错误的密码尝试登录',
      login_stolen: () => '使用了已用过的令牌，该登录已被结束',
      logout: () => '退出了登录',
      logout_everywhere: () => '在所有设备上退出了登录',
      login_ended: ({ count }) => `结束了其他 ${count} 处登录`,
      password_changed: () => '修改了密码',
      password_refused: () => '修改时输入了错误的密码',
      email_changed: () => '修改了邮箱',
      invitation_made: () => '发出了邀请',
      invitation_withdrawn: () => '撤回了邀请',
      invitation_used: ({ what }) => (what === '' ? '通过邀请加入' : `通过邀请加入，成为${what}`),
      pairing_approved: () => '输入了电脑的代码',
      device_paired: () => '完成了配对',
      device_allowed: ({ own, whom }) =>
        own ? '现在可以向这里传送' : `允许${whom || '一台电脑'}向这里传送`,
      device_withdrawn: ({ whom }) => `不再允许${whom || '一台电脑'}向这里传送`,
      device_revoked: ({ whom }) => `停用了${whom || '一台电脑'}`,
      session_made: () => '新建了这场拍摄',
      session_changed: ({ what }) => (what === '' ? '修改了设置' : `修改了：${what}`),
      session_archived: () => '因长期没有新动态，归档了这场拍摄',
      session_deleted: () => '删除了这场拍摄',
      session_restored: () => '恢复了这场拍摄',
      session_purged: () => '彻底删除了这场拍摄',
      member_added: ({ whom, what }) => `添加了${whom || '一位成员'}，角色为${what}`,
      member_changed: ({ whom, what }) => `把${whom || '一位成员'}设为${what}`,
      member_removed: ({ own, whom }) => (own ? '退出了拍摄' : `移除了${whom || '一位成员'}`),
      photos_hidden: ({ count }) => `隐藏了 ${count} 张照片`,
      photos_shown: ({ count }) => `重新显示了 ${count} 张照片`,
      photos_deleted: ({ count }) => `删除了 ${count} 张照片`,
      photos_restored: ({ count }) => `恢复了 ${count} 张照片`,
      photos_moved: ({ count }) => `移动了 ${count} 张照片`,
      photo_replaced: () => '替换了一张照片',
      image_deleted: () => '删除了一张留言图片',
      message_moderated: () => '管理了一条留言',
      takedown_requested: () => '请求移除一张照片',
      takedown_decided: ({ what }) => (what === '' ? '处理了移除请求' : `处理了移除请求：${what}`),
    },
  },
});
