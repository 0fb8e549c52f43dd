import { chooseWords } from '../../components/choose-words.ts';
import type { RangeName } from './scale.ts';

export interface NumbersWords {
  title: string;
  range: string;
  ranges: Record<RangeName, string>;
  viewers: string;
  /** Right now, and the most at once. */
  viewersNow: (now: string, peak: string) => string;
  viewersAt: (peak: string, mean: string) => string;
  visits: string;
  photoViews: string;
  downloads: string;
  /** Single photos and ZIPs. */
  downloadsAt: (photos: string, zips: string) => string;
  likes: string;
  messages: string;
  photos: string;
  latency: string;
  latencyAt: (p50: string, p95: string) => string;
  latencyHint: string;
  inAll: (count: string) => string;
  /** When there was most of it. */
  most: (said: string, when: string) => string;
  nothing: string;
  seconds: (seconds: string) => string;
  minutes: (minutes: string) => string;
  asTable: string;
  time: string;
  csvTime: string;
  csvPhotos: string;
  csvHint: string;
  best: string;
  rankings: Record<'views' | 'downloads' | 'likes' | 'slowest', string>;
  rankedBy: string;
  noneYet: string;
  photoOf: (time: string) => string;
  counts: Record<'views' | 'downloads' | 'likes', (count: number) => string>;
}

export const numbersWords = chooseWords<NumbersWords>({
  en: {
    title: 'Numbers',
    range: 'Time',
    ranges: { hours: '3 hours', day: '24 hours', week: '7 days', all: 'All' },
    viewers: 'Open galleries',
    viewersNow: (now, peak) => `${now} now, ${peak} at most`,
    viewersAt: (peak, mean) => `${peak} at most, ${mean} on average`,
    visits: 'Visits',
    photoViews: 'Photos opened',
    downloads: 'Downloads',
    downloadsAt: (photos, zips) => `${photos} photos, ${zips} ZIPs`,
    likes: 'Likes',
    messages: 'Messages',
    photos: 'Photos published',
    latency: 'From camera to guest',
    latencyAt: (p50, p95) => `half within ${p50}, 95 % within ${p95}`,
    latencyHint:
      'From the moment the file was complete on the laptop to the first guest’s screen that showed it.',
    inAll: (count) => `${count} in all`,
    most: (said, when) => `${said}, busiest ${when}`,
    nothing: 'nothing to measure',
    seconds: (seconds) => `${seconds} s`,
    minutes: (minutes) => `${minutes} min`,
    asTable: 'The same as a table',
    time: 'Time',
    csvTime: 'Over time (CSV)',
    csvPhotos: 'Every photo (CSV)',
    csvHint: 'Opens in Excel, Numbers and any other spreadsheet.',
    best: 'Photos',
    rankings: {
      views: 'Most opened',
      downloads: 'Most downloaded',
      likes: 'Most liked',
      slowest: 'Slowest',
    },
    rankedBy: 'In the order of',
    noneYet: 'None yet',
    photoOf: (time) => `Photo, ${time}`,
    counts: {
      views: (count) => `${count} opened`,
      downloads: (count) => (count === 1 ? '1 download' : `${count} downloads`),
      likes: (count) => (count === 1 ? '1 like' : `${count} likes`),
    },
  },
  'zh-Hans': {
    title: '数据',
    range: '时间范围',
    ranges: { hours: '3 小时', day: '24 小时', week: '7 天', all: '全部' },
    viewers: '正在看的人',
    viewersNow: (now, peak) => `现在 ${now} 人，最多 ${peak} 人`,
    viewersAt: (peak, mean) => `最多 ${peak} 人，平均 ${mean} 人`,
    visits: '访问次数',
    photoViews: '照片被打开',
    downloads: '下载',
    downloadsAt: (photos, zips) => `${photos} 张照片，${zips} 个压缩包`,
    likes: '点赞',
    messages: '留言',
    photos: '发布的照片',
    latency: '从相机到宾客',
    latencyAt: (p50, p95) => `半数在 ${p50} 内，95% 在 ${p95} 内`,
    latencyHint: '从文件在电脑上写完，到第一位宾客的屏幕显示出来所用的时间。',
    inAll: (count) => `共 ${count}`,
    most: (said, when) => `${said}，${when}最多`,
    nothing: '暂无数据',
    seconds: (seconds) => `${seconds} 秒`,
    minutes: (minutes) => `${minutes} 分钟`,
    asTable: '以表格查看',
    time: '时间',
    csvTime: '按时间导出（CSV）',
    csvPhotos: '按照片导出（CSV）',
    csvHint: '可用 Excel、WPS 等表格软件打开。',
    best: '照片排行',
    rankings: {
      views: '打开最多',
      downloads: '下载最多',
      likes: '点赞最多',
      slowest: '最慢到达',
    },
    rankedBy: '排序方式',
    noneYet: '还没有',
    photoOf: (time) => `照片，${time}`,
    counts: {
      views: (count) => `打开 ${count} 次`,
      downloads: (count) => `下载 ${count} 次`,
      likes: (count) => `${count} 个赞`,
    },
  },
});

/** `0.4 s`, `2.5 min`. */
export function sayLatency(ms: number, format: (value: number) => string): string {
  if (ms < 60_000) {
    const seconds = ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1_000);
    return numbersWords.seconds(format(seconds));
  }
  return numbersWords.minutes(format(Math.round(ms / 6_000) / 10));
}
