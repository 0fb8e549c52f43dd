import type { Decision, Named } from '../../features/undo/notice.ts';
import type * as english from './en-publish.ts';

const about = ({ count: n, name }: Named, count: string) => (n === 1 ? name : `${count} 张照片`);
const stars = (n: number) => (n === 0 ? '无星级' : `${n} 星`);

const toDo: Record<Decision | 'rate', string> = {
  publish: '发布',
  hold: '留待审核',
  reject: '弃用',
  rate: '评星',
};

export const publish: typeof english.publish = {
  title: '发布方式',
  mode: '照片何时发出',
  modes: { automatic: '自动发布', review: '先审后发', rating: '按星级发布' },
  delay: '延时',
  atOnce: '立即',
  after: (time) => `${time}后`,
  seconds: (n) => `${n} 秒`,
  minutes: (n) => `${n} 分钟`,
  from: '不低于',
  stars,
  about: {
    atOnce: '照片处理完成后自动发出。',
    delayed: '照片到时自动发出，除非您先留下或弃用。',
    review: '您点发布之前，照片不会发出。',
    rating: '星级可在此处、相机里或附属文件中给出。',
  },
  held: (count) => `${count} 张待审`,
  show: '逐张查看',
  releaseAll: (_n, count) => `全部发布（${count} 张）`,
  decisions: { publish: '发布', hold: '待审', reject: '弃用' },
  decide: '处置',
  rating: '星级',
  goesOutIn: (time) => `${time} 后发出`,
  undo: '撤销',
  decided: {
    publish: (shots, count) => `已发布 ${about(shots, count)}`,
    hold: (shots, count) => `已留待审核 ${about(shots, count)}`,
    reject: (shots, count) => `已弃用 ${about(shots, count)}`,
  },
  kept: (shots, held, count) =>
    held === 0 ? `已发布 ${shots.name}` : `已发布 ${shots.name}，同组 ${count} 张留待审核`,
  wished: {
    feature: (shots, count) => `已设为精选 ${about(shots, count)}`,
    unfeature: (shots, count) => `已取消精选 ${about(shots, count)}`,
    takeBack: (shots, count) => `已撤回 ${about(shots, count)}`,
    restore: (shots, count) => `已恢复 ${about(shots, count)}`,
  },
  noWish: {
    feature: (shots, count) => `${about(shots, count)}没有可设为精选的图片。`,
    takeBack: (shots, count) => `宾客还没有看到${about(shots, count)}，请改用弃用。`,
  },
  wishes: { feature: '精选', takeBack: '撤回' },
  rated: (n, shots, count) => `${about(shots, count)}：${stars(n)}`,
  modeSet: (mode) => `发布方式：${mode}`,
  undone: (what) => `已撤销：${what}`,
  seen: (_n, count) => `其中 ${count} 张宾客已经看到，保持不变。`,
  seenOne: '宾客已经看到这张照片，保持不变。',
  refused: {
    seen: (shots, count, wanted) => `宾客已经看到 ${about(shots, count)}，不能再${toDo[wanted]}。`,
    no_picture: (shots, count, wanted) =>
      `${about(shots, count)}还没有处理好的图片，无法${toDo[wanted]}。`,
    already: (shots, count, wanted) =>
      wanted === 'rate'
        ? `${about(shots, count)}已经是这个星级。`
        : `${about(shots, count)}已经${toDo[wanted]}。`,
  },
  beginHeld: '开始拍摄。存入文件夹的每张照片都会处理好，等您决定是否发布。',
  nothingToUndo: '没有可以撤销的操作。',
  nothingUndecided: '没有待审的照片。',
};

export const light: typeof english.light = {
  title: '选片台',
  open: '选片台',
  back: '回到拍摄',
  label: '本场全部照片',
  search: '搜索文件名',
  all: '全部',
  states: '状态',
  groups: {
    held: '待审',
    moving: '发送途中',
    live: '已发布',
    retracted: '已撤回',
    rejected: '已弃用',
    trouble: '未发布',
  },
  minStars: '星级',
  anyStars: '不限星级',
  fromStars: (n) => (n === 5 ? '★★★★★' : `${'★'.repeat(n)} 起`),
  folder: '文件夹',
  allFolders: '全部文件夹',
  size: '缩略图大小',
  sizes: { small: '小图', medium: '中图', large: '大图' },
  shown: (shown, all) => `${shown} / ${all} 张`,
  selected: (count) => `已选 ${count} 张`,
  loading: (count) => `正在加载… ${count}`,
  none: '没有符合条件的照片。',
  showAll: '显示全部',
  large: '大图查看',
  grid: '网格',
  compare: '两张对比',
  sides: '换到另一张',
  zoom: '100%',
  fit: '适合窗口',
  place: (place, all) => `${place} / ${all}`,
  next: '下一张',
  previous: '上一张',
  undecided: '下一张待审',
  picture: (name) => `${name}：点击看 100%`,
  drag: '拖动可移动画面',
  burst: (place, count) => `连拍 ${count} 张中的第 ${place} 张`,
  openBurst: (count) => `展开连拍（${count} 张）`,
  closeBurst: '收起连拍',
  keep: '只留这张',
  keepHint: '发布这张，同组其余照片留待审核',
};

export const lightKeys: typeof english.lightKeys = {
  light: '选片台',
  publish: '发布（加 Shift：并看下一张）',
  hold: '待审（加 Shift：并看下一张）',
  reject: '弃用（加 Shift：并看下一张）',
  rate: '星级',
  undo: '撤销（或 Ctrl+Z）',
  undecided: '下一张待审照片',
  move: '其他照片（加 Shift：选择）',
  ends: '第一张、最后一张',
  all: '全选',
  large: '大图，或回到网格',
  compare: '两张对比',
  sides: '换到另一张',
  zoom: '100%，或适合窗口',
  burst: '展开或收起连拍（加 Shift：全部）',
  keep: '连拍中发布这张，其余留待审核',
  escapeLight: '逐步返回',
};
