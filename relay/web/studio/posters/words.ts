import { chooseWords, type Language } from '../../components/choose-words.ts';
import type { SheetName } from './sheets.ts';

export interface PostersWords {
  title: string;
  intro: string;
  sheet: string;
  sheets: Record<SheetName, string>;
  languages: string;
  languageNames: Record<Language | 'both', string>;
  withCode: string;
  withCodeHint: string;
  code: string;
  codeHint: string;
  download: string;
  preview: (title: string) => string;
  logoMissing: string;
  onlyHere: string;
  notReady: string;
}

export const postersWords = chooseWords<PostersWords>({
  en: {
    title: 'Posters to print',
    intro: 'A PDF with the code that opens the gallery: for the door, the bar and the tables.',
    sheet: 'Paper',
    sheets: {
      a4: 'A4 poster',
      a5: 'A5 poster',
      a6: 'A6 card',
      'a4-2': 'A4 with two A5 to cut',
      'a4-4': 'A4 with four A6 to cut',
      'a4-8': 'A4 with eight table cards to cut',
    },
    languages: 'Language on the poster',
    languageNames: { en: 'English', 'zh-Hans': '简体中文', both: 'Both' },
    withCode: 'Print the access code',
    withCodeHint: 'Whoever sees the poster can then open the gallery.',
    code: 'Access code',
    codeHint: 'As you chose it. The relay keeps it only in a form that nobody can read.',
    download: 'Save as PDF',
    preview: (title) => `The poster of ${title}`,
    logoMissing: 'The logo could not be loaded, so it is not on the poster.',
    onlyHere:
      'This address only works on this computer. Open the studio with the address your guests use, and print then.',
    notReady: 'The poster could not be drawn in this browser.',
  },
  'zh-Hans': {
    title: '打印海报',
    intro: '带有二维码的 PDF，扫码即可打开相册，可放在门口、吧台和餐桌上。',
    sheet: '纸张',
    sheets: {
      a4: 'A4 海报',
      a5: 'A5 海报',
      a6: 'A6 卡片',
      'a4-2': 'A4 纸裁成两张 A5',
      'a4-4': 'A4 纸裁成四张 A6',
      'a4-8': 'A4 纸裁成八张桌卡',
    },
    languages: '海报语言',
    languageNames: { en: 'English', 'zh-Hans': '简体中文', both: '双语' },
    withCode: '印上访问码',
    withCodeHint: '看到海报的人都能打开相册。',
    code: '访问码',
    codeHint: '请填写您设置的访问码。服务器只保存无法还原的形式。',
    download: '保存为 PDF',
    preview: (title) => `《${title}》的海报`,
    logoMissing: '标志无法加载，海报上没有标志。',
    onlyHere: '此地址只在这台电脑上有效。请用宾客使用的地址打开工作室后再打印。',
    notReady: '此浏览器无法绘制海报。',
  },
});

/** What stands on the poster, in its own language, whoever prints it. */
export const POSTER_TEXT: Readonly<
  Record<Language, { instruction: string; code: (code: string) => string }>
> = {
  en: {
    instruction: 'Scan with your phone’s camera. The photos appear there live.',
    code: (code) => `Access code: ${code}`,
  },
  'zh-Hans': {
    instruction: '用手机相机或微信扫一扫，照片实时可见。',
    code: (code) => `访问码：${code}`,
  },
};
