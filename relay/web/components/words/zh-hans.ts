import type { ComponentWords } from './words.ts';

export const zhHans: ComponentWords = {
  close: '关闭',
  undo: '撤销',
  tryAgain: '重试',
  loading: '正在加载…',
  copied: '已复制',
  copy: '复制',
};
