import type { publishedEn } from './published-en.ts';

/** 发布之后，以及照片如何发出。 */
export const publishedZhCn: typeof publishedEn = {
  published: {
    title: '展示给宾客',
    takeBack: '撤回',
    restore: '恢复',
    feature: '设为精选',
    unfeature: '已精选',
    caption: '说明',
    captionHint: '与照片一起显示',
    tags: '标签',
    tagHint: '输入后按回车',
    removeTag: (tag) => `移除标签 ${tag}`,
    gone: (gone, screens) => `已从 ${screens} 块屏幕中的 ${gone} 块消失`,
    goneFromNone: '当时没有人打开相册。',
    takingBack: '连上中继服务器后立即撤回，在此之前宾客仍能看到。',
    restoring: '连上中继服务器后立即恢复。',
    waiting: '连上中继服务器后立即生效。',
  },
  uplink: {
    title: '上传',
    idle: '空闲',
    paused: '已暂停',
    pause: '暂停',
    goOn: '继续发送',
    change: '更改发送方式',
    order: '先发',
    newest: '最新的',
    oldest: '最早的',
    cap: '限速',
    noCap: '不限',
    metered: '节省流量：大图稍后再发',
    backlog: (_n, count, amount) => `还有 ${count} 张，${amount}`,
    backlogBytes: (amount) => `还有大图 ${amount}`,
    left: (time) => `约 ${time}`,
  },
  outbox: {
    offline: (_n, count, amount) => `已离线：${count} 张照片（${amount}）尚未发出。`,
    paused: (_n, count, amount) => `已暂停：${count} 张照片（${amount}）在本机等待。`,
    after: (time) => `按最近的速度约需 ${time}。`,
  },
};
