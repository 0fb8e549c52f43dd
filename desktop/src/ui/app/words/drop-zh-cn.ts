import type { dropEn } from './drop-en.ts';

export const dropZhCn: typeof dropEn = {
  choose: '选择…',
  here: '将文件夹拖放到此处即可监视',
  added: (_n, names) => `已开始监视 ${names}`,
  noFolders: '只能监视文件夹。要发送单张照片，请将其复制到联机文件夹中。',
  undo: '撤销',
};
