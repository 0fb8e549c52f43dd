import type { Role } from '@picture-live/shared/protocol';
import { chooseWords } from '../../components/choose-words.ts';

export interface PeopleWords {
  members: string;
  name: string;
  role: string;
  since: string;
  roles: Record<Role, string>;
  roleHints: Record<Role, string>;
  you: string;
  changeRole: (name: string) => string;
  roleChanged: (name: string, role: string) => string;
  remove: string;
  removeName: (name: string) => string;
  removed: (name: string) => string;
  leave: string;
  leaveShort: string;
  leaveTitle: string;
  leaveText: string;
  left: string;
  actions: string;
  add: string;
  addHint: string;
  email: string;
  addButton: string;
  added: (name: string) => string;
  noAccount: (email: string) => string;
  inviteByLink: string;
  inviteTitle: string;
  inviteText: string;
  inviteButton: string;
  inviteEmail: string;
  inviteEmailHint: string;
  linkTitle: string;
  linkText: (role: string, until: string) => string;
  linkOnlyNow: string;
  copyLink: string;
  done: string;
  open: string;
  openFor: (email: string | null) => string;
  expires: (when: string) => string;
  withdraw: string;
  withdrawn: string;
  noInvitations: string;
}

export const peopleWords = chooseWords<PeopleWords>({
  en: {
    members: 'Who works on this session',
    name: 'Name',
    role: 'Role',
    since: 'Since',
    roles: { owner: 'Owner', photographer: 'Photographer', moderator: 'Moderator' },
    roleHints: {
      owner: 'Everything, also people, access and deletion.',
      photographer: 'Uploads, tags, replaces, moves and deletes photos.',
      moderator: 'Hides and shows photos and messages.',
    },
    you: 'you',
    changeRole: (name) => `Role of ${name}`,
    roleChanged: (name, role) => `${name}: ${role}`,
    remove: 'Remove',
    removeName: (name) => `Remove ${name}`,
    removed: (name) =>
      `${name} is no longer in this session. Their laptops no longer deliver to it.`,
    leave: 'Leave the session',
    leaveShort: 'Leave',
    leaveTitle: 'Leave this session?',
    leaveText:
      'You no longer see it in the studio, and your laptops no longer deliver to it. An owner can add you again.',
    left: 'You have left the session.',
    actions: 'Actions',
    add: 'Add somebody',
    addHint: 'With the e-mail address of their account on this relay.',
    email: 'E-mail address',
    addButton: 'Add',
    added: (name) => `${name} is in.`,
    noAccount: (email) => `Nobody here has an account with ${email}. Invite them with a link.`,
    inviteByLink: 'Invite with a link',
    inviteTitle: 'Invite with a link',
    inviteText:
      'Whoever opens the link makes an account, or uses the one they have, and is a member. The link works once.',
    inviteButton: 'Make the link',
    inviteEmail: 'Only for this e-mail address (optional)',
    inviteEmailHint: 'Then nobody else can use the link.',
    linkTitle: 'The link is ready',
    linkText: (role, until) => `Good for one ${role.toLowerCase()} until ${until}.`,
    linkOnlyNow: 'Send it yourself. It is shown only now.',
    copyLink: 'Copy the link',
    done: 'Done',
    open: 'Open invitations',
    openFor: (email) => email ?? 'Whoever has the link',
    expires: (when) => `runs out ${when}`,
    withdraw: 'Withdraw',
    withdrawn: 'The link no longer works.',
    noInvitations: 'None is open.',
  },
  'zh-Hans': {
    members: '参与这场拍摄的人',
    name: '名字',
    role: '角色',
    since: '加入时间',
    roles: { owner: '所有者', photographer: '摄影师', moderator: '管理员' },
    roleHints: {
      owner: '拥有全部权限，包括人员、访问和删除。',
      photographer: '上传、标记、替换、移动和删除照片。',
      moderator: '隐藏和显示照片与留言。',
    },
    you: '您',
    changeRole: (name) => `${name} 的角色`,
    roleChanged: (name, role) => `${name}：${role}`,
    remove: '移除',
    removeName: (name) => `移除 ${name}`,
    removed: (name) => `${name} 已不在这场拍摄中，其电脑也不再向这里传送照片。`,
    leave: '退出这场拍摄',
    leaveShort: '退出',
    leaveTitle: '要退出这场拍摄吗？',
    leaveText: '您将不再在工作室里看到它，您的电脑也不再向它传送照片。所有者可以重新添加您。',
    left: '您已退出这场拍摄。',
    actions: '操作',
    add: '添加成员',
    addHint: '填写对方在此服务器上的账号邮箱。',
    email: '邮箱',
    addButton: '添加',
    added: (name) => `已添加 ${name}。`,
    noAccount: (email) => `这里没有使用 ${email} 的账号，请用链接邀请。`,
    inviteByLink: '用链接邀请',
    inviteTitle: '用链接邀请',
    inviteText: '打开链接的人可新建账号或使用已有账号，随即成为成员。链接只能使用一次。',
    inviteButton: '生成链接',
    inviteEmail: '仅限此邮箱（选填）',
    inviteEmailHint: '填写后其他人无法使用此链接。',
    linkTitle: '链接已生成',
    linkText: (role, until) => `可供一位${role}使用，有效期至 ${until}。`,
    linkOnlyNow: '请自行发送给对方，链接只在此刻显示。',
    copyLink: '复制链接',
    done: '完成',
    open: '未使用的邀请',
    openFor: (email) => email ?? '持有链接的人',
    expires: (when) => `${when}过期`,
    withdraw: '撤回',
    withdrawn: '链接已失效。',
    noInvitations: '没有未使用的邀请。',
  },
});
