import { chooseLanguage, type Language } from '../ui/app/words/index.ts';

/** What only the shell says: menus, the icon beside the clock, questions of the system. */
const en = {
  noSession: 'No session yet. The set-up is in the window.',
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  addFolder: 'Add hot folder…',
  openGallery: 'Open gallery',
  showLogs: 'Show log files',
  showLicences: 'Show licences',
  pause: 'Pause sending',
  resume: 'Go on sending',
  showWindow: 'Show window',
  openAtLogin: 'Open at login',
  checkForUpdates: 'Look for updates',
  restartToUpdate: (version: string) => `Restart with version ${version}`,
  updateWaits: (version: string) => `Version ${version} waits until all photos are live`,
  about: 'About Picture Live',
  services: 'Services',
  hide: 'Hide Picture Live',
  hideOthers: 'Hide others',
  unhide: 'Show all',
  quit: 'Quit Picture Live',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  actualSize: 'Actual size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fullScreen: 'Full screen',
  minimize: 'Minimise',
  zoom: 'Zoom',
  front: 'Bring all to front',
  closeWindow: 'Close window',
  reload: 'Reload',
  developerTools: 'Developer tools',
  chooseFolder: 'Choose a hot folder',
  choose: 'Choose',
  failed: 'That did not work',
  pair: 'Pair',
  cancel: 'Cancel',
  pairQuestion: (relay: string) => `Pair this laptop with ${relay}?`,
  pairDetail:
    'A link asks for this. The window then shows a code, which is entered on that relay’s page. Pair only with a relay you know: it gets the photos of the sessions you choose there.',
  badLink: 'This link cannot be used',
  badLinkDetail: 'It does not name the address of a relay as a pairing link does.',
  tokensInFile:
    'The system offers no keychain: the tokens of the relays are in a file that only this user can read.',
};

export type ShellWords = typeof en;

const zhCn: ShellWords = {
  noSession: '还没有拍摄场次，请在窗口中完成设置。',
  file: '文件',
  edit: '编辑',
  view: '显示',
  window: '窗口',
  addFolder: '添加联机文件夹…',
  openGallery: '打开相册',
  showLogs: '显示日志文件',
  showLicences: '显示开源许可证',
  pause: '暂停发送',
  resume: '继续发送',
  showWindow: '显示窗口',
  openAtLogin: '登录时打开',
  checkForUpdates: '检查更新',
  restartToUpdate: (version) => `重新启动并更新到 ${version}`,
  updateWaits: (version) => `照片全部发布后可更新到 ${version}`,
  about: '关于 Picture Live',
  services: '服务',
  hide: '隐藏 Picture Live',
  hideOthers: '隐藏其他',
  unhide: '全部显示',
  quit: '退出 Picture Live',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  actualSize: '实际大小',
  zoomIn: '放大',
  zoomOut: '缩小',
  fullScreen: '全屏',
  minimize: '最小化',
  zoom: '缩放',
  front: '前置全部窗口',
  closeWindow: '关闭窗口',
  reload: '重新加载',
  developerTools: '开发者工具',
  chooseFolder: '选择联机文件夹',
  choose: '选择',
  failed: '操作没有成功',
  pair: '配对',
  cancel: '取消',
  pairQuestion: (relay) => `将这台电脑与 ${relay} 配对吗？`,
  pairDetail:
    '这是一个链接提出的请求。窗口随后会显示配对码，请在该中继的网页上输入。请只与您认识的中继配对：您在那里选定场次后，照片会发往该中继。',
  badLink: '无法使用此链接',
  badLinkDetail: '它不是有效的配对链接，没有写明中继的地址。',
  tokensInFile: '系统没有提供钥匙串：中继令牌存放在只有当前用户可读的文件中。',
};

/** A language of the shell; the words of the UI's top line come with it. */
export interface ShellLanguage {
  shell: ShellWords;
  ui: Language;
}

/** The first language of the system that we speak. */
export function chooseShellLanguage(preferred: readonly string[]): ShellLanguage {
  const ui = chooseLanguage(preferred);
  return { shell: ui.tag === 'zh-CN' ? zhCn : en, ui };
}
