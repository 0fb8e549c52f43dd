import type { PageWords } from '../page-words.ts';

export const words: PageWords = {
  notices: {
    unknownGallery: { title: '找不到这个相册', text: '请检查链接，或重新扫描二维码。' },
    galleryEnded: { title: '这个相册已关闭', text: '请询问给您链接的人。' },
    notBuilt: {
      title: '相册页面尚未生成',
      text: '照片仍会正常接收。请在这台电脑上运行“npm run build”后重新启动；“npm start”会自动完成。',
    },
    home: { title: 'Picture Live', text: '请打开收到的链接或扫描二维码查看照片。' },
    notFound: { title: '这里什么都没有', text: '请打开收到的链接或扫描二维码。' },
  },
  code: {
    title: '打开此相册需要访问码',
    text: '访问码与链接在同一处。',
    label: '访问码',
    open: '打开',
    wrong: '访问码不正确，请重试。',
    too_fast: '尝试次数过多，请稍等几秒后重试。',
  },
};
