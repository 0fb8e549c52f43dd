import { chooseWords } from '../../components/choose-words.ts';

export interface LoginWords {
  title: string;
  ended: string;
  email: string;
  password: string;
  logIn: string;
  firstTitle: string;
  firstText: string;
  firstElsewhere: string;
  joinTitle: string;
  joinText: string;
  joinFailed: string;
  name: string;
  newPassword: string;
  newPasswordHint: string;
  tooShort: string;
  makeAccount: string;
  haveAccount: string;
  newHere: string;
  needInvitation: string;
}

export const loginWords = chooseWords<LoginWords>({
  en: {
    title: 'Log in to the studio',
    ended: 'You have been logged out. Log in again to go on.',
    email: 'E-mail address',
    password: 'Password',
    logIn: 'Log in',
    firstTitle: 'Welcome to your studio',
    firstText: 'Make the first account. It owns the sessions that are here and can invite others.',
    firstElsewhere:
      'This relay has no account yet. Open the studio on the computer it runs on to make the first one.',
    joinTitle: 'You have been invited',
    joinText: 'Make your account to work on the sessions you are given.',
    joinFailed: 'This link no longer works',
    name: 'Your name',
    newPassword: 'Choose a password',
    newPasswordHint: 'Ten characters at least. A few words are good.',
    tooShort: 'Ten characters at least.',
    makeAccount: 'Make the account',
    haveAccount: 'I have an account already',
    newHere: 'Make an account',
    needInvitation: 'No account yet? Ask the owner of a session for an invitation.',
  },
  'zh-Hans': {
    title: '登录工作室',
    ended: '您已退出登录，请重新登录后继续。',
    email: '邮箱',
    password: '密码',
    logIn: '登录',
    firstTitle: '欢迎使用工作室',
    firstText: '请创建第一个账号。现有的拍摄归它所有，它也可以邀请其他人。',
    firstElsewhere: '此服务器还没有账号。请在运行它的电脑上打开工作室，创建第一个账号。',
    joinTitle: '您收到了邀请',
    joinText: '创建账号后即可参与分配给您的拍摄。',
    joinFailed: '此链接已失效',
    name: '您的名字',
    newPassword: '设置密码',
    newPasswordHint: '至少十个字符，用几个词组成即可。',
    tooShort: '至少十个字符。',
    makeAccount: '创建账号',
    haveAccount: '我已有账号',
    newHere: '创建账号',
    needInvitation: '还没有账号？请向拍摄的所有者索取邀请。',
  },
});
