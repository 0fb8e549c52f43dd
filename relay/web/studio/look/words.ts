import { chooseWords } from '../../components/choose-words.ts';
import { en } from './words/en.ts';
import { zhHans } from './words/zh-hans.ts';

export interface LookWords {
  namesTitle: string;
  title: string;
  titleHint: string;
  titleMissing: string;
  name: string;
  nameHint: string;
  welcome: string;
  welcomeHint: string;
  noTags: string;

  logoTitle: string;
  logoText: string;
  chooseLogo: string;
  changeLogo: string;
  removeLogo: string;
  logoSet: string;
  logoRemoved: string;
  logoUnreadable: string;
  logo: string;

  coverTitle: string;
  coverText: string;
  chooseCover: string;
  changeCover: string;
  noCover: string;
  coverDialog: string;
  coverPhoto: (name: string) => string;
  coverEmpty: string;
  more: string;

  colourTitle: string;
  colourText: string;
  colour: string;
  ownColour: string;
  neutral: string;
  colourWrong: string;
  tooFaint: (where: string) => string;
  onLight: string;
  onDark: string;
  onBoth: string;

  preview: string;
  previewPhone: string;
  previewLaptop: string;
  previewLight: string;
  previewDark: string;

  unsaved: string;
  discard: string;
  saved: string;
  changedTo: (value: string) => string;
  nothing: string;
  takeTheirs: string;
  keepMine: string;
}

export const lookWords = chooseWords<LookWords>({ en, 'zh-Hans': zhHans });
