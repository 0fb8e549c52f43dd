import { deskZhCn } from './desk-zh-cn.ts';
import { destinationsZhCn } from './destinations-zh-cn.ts';
import { dropZhCn } from './drop-zh-cn.ts';
import { ledgerZhCn } from './ledger-zh-cn.ts';
import { messagesZhCn } from './messages-zh-cn.ts';
import { publishedZhCn } from './published-zh-cn.ts';
import type { Words } from './en.ts';
import { light, lightKeys, publish } from './zh-cn-publish.ts';
import { recipe } from './zh-cn-recipe.ts';

/** 简体中文: written for Chinese readers, not word by word. */
export const zhCn: Words = {
  known: {
    disk_full: '这台电脑的磁盘已满。照片暂存在内存中，腾出空间后会自动继续。',
    storage_full: '中继服务器的磁盘已满。照片在本机等待，有空间后会自动发出。',
    unauthorized: '中继服务器不再接受这台电脑，请重新配对。照片会在本机等待。',
    forbidden: '中继服务器不再接受这台电脑，请重新配对。照片会在本机等待。',
    session_not_found: '中继服务器上没有这个拍摄场次，请另选一个。照片会在本机等待。',
  },
  states: {
    arriving: '传入中',
    rendering: '处理中',
    held: '待审',
    rejected: '已弃用',
    queued: '等待发送',
    uploading: '发送中',
    live: '已发布',
    retracted: '已撤回',
    unpublished: '未发布',
    failed: '需要处理',
  },
  folderStates: { watching: '监视中', missing: '找不到', unreadable: '无法读取' },
  dot: ' · ',
  copy: '复制',
  copied: '已复制',
  close: '关闭',
  errorTitle: '此页面出了问题',
  errorTodo: '引擎仍在工作，照片照常发出。请重新加载页面。',
  reload: '重新加载',

  headline: {
    connecting: '正在连接引擎…',
    lost: (time) => `引擎没有响应，正在自动重启。以下是 ${time} 时的情况。`,
    ready: '准备就绪，等待第一张照片。',
    folderMissing: (path) =>
      `找不到联机文件夹 ${path}。请接好硬盘或恢复该文件夹，之后会自动继续监视。`,
    folderUnreadable: (path) => `无法读取联机文件夹 ${path}。请给当前用户读取权限。`,
    needYou: (_n, count) => `有 ${count} 张需要您处理，请查看原因。`,
    offline: (n, count) =>
      n === 0
        ? '连不上中继服务器。新照片会在本机等待，恢复后自动发出。'
        : `连不上中继服务器。${count} 张照片正在等待，恢复后会自动发出。`,
    linking: '正在连接中继服务器…',
    onTheWay: (_n, count) => `${count} 张照片正在发往宾客`,
    allLive: (n, count) => (n === 1 ? '第一张照片已发布' : `${count} 张照片全部已发布`),
    held: (_n, count) => `${count} 张照片待审`,
    announcementRefused: '中继拒绝了一条公告，请打开“留言”查看。',
    noneToPublish: '目前没有可发布的照片',
    show: '查看',
  },

  counters: {
    seen: '已收到',
    live: '已发布',
    held: '待审',
    queued: '排队中',
    unpublished: '未发布',
    viewers: '在线宾客',
    toGuests: '到达宾客',
    toRelay: '到达中继',
  },

  latency: {
    title: '延迟',
    published: '到达中继',
    painted: '显示在手机上',
    median: '中位数',
    p95: '95%',
    photos: '张数',
    none: '第一张照片发布后开始测量。',
    noGuests: '还没有宾客打开相册。',
    plot: (_n, count) => `最近 ${count} 张已发布的照片`,
  },

  folders: {
    title: '联机文件夹',
    seen: (count) => `已收到 ${count} 张`,
    copyPath: '复制路径',
  },

  recipe,

  publish,
  light,

  ...publishedZhCn,
  ...messagesZhCn,

  attention: {
    title: '需要处理',
    nothing: '没有需要您处理的照片。',
    unpublished: '未发布',
    noReason: '没有给出原因。',
    remark: '以下照片有问题：',
    showing: (_n, count) => `${count} 张`,
    showAll: '显示全部',
    retryAll: (count) => `重试全部 ${count} 张`,
    partial: (count) => `只列出最近的 ${count} 张。`,
  },

  viewer: {
    label: '正在查看的照片',
    backToLive: '回到最新',
    newer: (count) => `之后还有 ${count} 张`,
    making: '正在生成图片',
    noPicture: '此文件没有可显示的图片',
    loading: '正在加载…',
    beginTitle: '准备就绪，可以开拍',
    beginFolder: '在相机的联机拍摄软件中，把保存位置设为这个文件夹：',
    beginFolders: '在各台相机的联机拍摄软件中，把保存位置设为这些文件夹：',
    beginShare: '请宾客扫描二维码。',
    beginShoot: '开始拍摄。存入文件夹的每张 JPEG 都会自动处理并发布。',
    showQr: '显示二维码',
  },

  details: {
    label: '照片详情',
    liveAt: (time) => `${time} 起`,
    captured: '拍摄时间',
    camera: '相机',
    size: '尺寸',
    file: '文件',
    copies: (count) => `共 ${count} 个文件`,
    revision: (count) => `第 ${count} 版`,
    retry: '重试',
    retrying: '正在重试…',
    reveal: '在文件夹中显示',
    way: '到达宾客的过程',
    fileComplete: '文件写完',
    rendered: '处理完成',
    stored: '到达中继',
    published: '已发布',
    painted: '显示在手机上',
    notYet: '–',
    proven: '元数据已核验',
    provenAt: (time) => `${time} 重新读取了即将发出的每个字节：除作者和版权外没有其他信息。`,
    notProven: '元数据尚未核验',
    nothing: '这里显示照片的详细信息。',
  },

  strip: {
    label: '胶片条，最新的在右边',
    frame: (name, state) => `${name}，${state}`,
    empty: '照片将在这里依次排列，最新的在右边。',
  },

  share: {
    button: '二维码',
    title: '宾客相册',
    scan: '宾客用手机相机扫一扫即可打开。',
    qr: '相册地址的二维码',
    copyLink: '复制链接',
    open: '打开相册',
    wall: '投影照片墙',
    ownAddress: '此地址只能在这台电脑上打开。请给宾客使用局域网地址。',
  },

  keys: {
    button: '快捷键',
    title: '快捷键',
    list: {
      older: '上一张（更早）',
      newer: '下一张（更新）',
      oldest: '胶片条第一张',
      live: '回到最新',
      retry: '重试这张照片',
      takeBack: '撤回或恢复这张照片',
      feature: '设为精选或取消',
      pause: '暂停或继续发送',
      share: '二维码',
      attention: '查看需要处理的照片',
      recipe: '修改处理方案',
      settings: '场次、联机文件夹、相机时钟',
      history: '查文件的全部经过',
      messages: '留言与公告',
      numbers: '宾客、照片和延迟的变化',
      keys: '本列表',
      escape: '关闭，或显示全部照片',
      ...lightKeys,
    },
  },

  desk: deskZhCn,
  destinations: destinationsZhCn,
  ledger: ledgerZhCn,
  drop: dropZhCn,
};
