import type { DestinationWords } from './destinations-en.ts';

/** 同时发往两处：现场中继和云端中继。 */
export const destinationsZhCn: DestinationWords = {
  title: '照片发往',
  thisLaptop: '这台电脑',
  main: '主',
  hint: '第二台中继会收到同样的照片，各自排队发送：现场的中继没有外网也照常工作，云端的随后补齐。',
  add: '再发往一台中继…',
  pairAgain: '重新配对…',
  remove: '移除',
  removeFrom: (name) => `移除 ${name}`,
  removed: (name) => `照片不再发往 ${name}，已经在那里的会保留。`,
  undo: '撤销',
  ownRelay: '这台电脑自带的中继',
  ownRelayHint: '同一 Wi-Fi 中的宾客可以打开它的相册，有没有外网都行。',
  cancel: '取消',
  setupTitle: '第二个去处',
  relayTitle: '照片还要发到哪台中继服务器？',
  sessionTitle: '发到那里的哪个场次？',

  upToDate: '已全部送达',
  connecting: '正在连接…',
  offline: (time) => `${time} 起离线`,
  telling: (_n, count) => `还有 ${count} 项更改未通知`,
  behind: (_n, count, amount) => `还差 ${count} 张，${amount}`,
  bytesBehind: (amount) => `还差 ${amount}`,
  left: (time) => `约 ${time}`,
  leftOnceBack: (time) => `恢复后约需 ${time}`,
  latency: (time) => `${time} 后发布`,
  viewers: (_n, count) => `${count} 位宾客在线`,

  away: (name, n, count, other) =>
    n === 0
      ? `连不上 ${name}。照片已在${other}发布，恢复后会自动补发。`
      : `已在${other}发布。连不上 ${name}：${count} 张照片在等待，恢复后会自动补发。`,
  catchesUp: (name, _n, count) => `${count} 张照片正在发往 ${name}`,
  offlineBehind: (name, _n, count, amount) => `${name} 已离线：还差 ${count} 张照片（${amount}）。`,

  places: {
    title: '在哪台中继',
    live: '已发布',
    queued: '等待发往那里',
    failed: '被那里拒收',
    retracted: '已撤回',
    takingBack: '在那里还未撤回',
    never: '未曾发到那里',
  },
  tellingTo: (names) => `连上 ${names} 后立即生效。`,
  takingBackAt: (names) => `连上 ${names} 后立即撤回，在此之前那里的宾客仍能看到。`,
  gallery: '哪个相册',
};
