/** What is said where photos are taken along. Sizes are already in the guest's format. */
export interface TakeWords {
  title: string;
  all: string;
  liked: string;
  size: (photos: number, size: string) => string;
  none: string;
  start: string;
  progress: (done: string, total: string) => string;
  cancel: string;
  done: (fileName: string) => string;
  /** The browser itself goes on with it. */
  handedOver: string;
  failed: string;
  /** What to expect, on a laptop, on an iPhone or iPad, on Android. */
  file: string;
  onApple: string;
  onAndroid: string;
  useWifi: string;
}
