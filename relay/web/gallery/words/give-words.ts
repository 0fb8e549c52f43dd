/** What is said where guests add photos of their own. */
export interface GiveWords {
  title: string;
  text: string;
  choose: string;
  more: string;
  overall: (sent: number, all: number) => string;
  waiting: string;
  sending: (percent: number) => string;
  /** All of it has arrived, and the relay develops it. */
  developing: string;
  offline: string;
  held: string;
  published: string;
  duplicate: string;
  tooLarge: string;
  noPicture: string;
  closed: string;
  refused: string;
  retry: string;
  keepOpen: string;
}
