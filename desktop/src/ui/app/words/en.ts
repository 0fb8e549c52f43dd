import type { ErrorCode } from '@picture-live/shared/errors';
import type { HotFolderView, ShotState } from '../../../bridge/contract.ts';
import { deskEn } from './desk-en.ts';
import { destinationsEn } from './destinations-en.ts';
import { dropEn } from './drop-en.ts';
import { ledgerEn } from './ledger-en.ts';
import { messagesEn } from './messages-en.ts';
import { publishedEn } from './published-en.ts';
import { light, lightKeys, publish } from './en-publish.ts';
import { recipe } from './en-recipe.ts';

const photos = (n: number, count: string) => (n === 1 ? '1 photo' : `${count} photos`);
const are = (n: number) => (n === 1 ? 'is' : 'are');

const states: Record<ShotState, string> = {
  arriving: 'Arriving',
  rendering: 'Developing',
  held: 'Held',
  rejected: 'Rejected',
  queued: 'Waiting to go out',
  uploading: 'Going out',
  live: 'Live',
  retracted: 'Taken back',
  unpublished: 'Not published',
  failed: 'Needs you',
};

const folderStates: Record<HotFolderView['state'], string> = {
  watching: 'Watching',
  missing: 'Not there',
  unreadable: 'Cannot be read',
};

/** Engine alerts and refusals whose sentence we know in every language; others come as they are. */
const known: Partial<Record<ErrorCode, string>> = {
  disk_full:
    'This laptop’s disk is full. Photos wait in memory; free some space and they go on by themselves.',
  storage_full: 'The relay’s disk is full. Photos wait here and go out when it has space again.',
  unauthorized: 'The relay no longer accepts this laptop. Pair it again; the photos wait here.',
  forbidden: 'The relay no longer accepts this laptop. Pair it again; the photos wait here.',
  session_not_found:
    'The relay does not know this session. Choose another one; the photos wait here.',
};

/** Every word of the tether UI. `count` is a number that is already written out. */
export const en = {
  known,
  states,
  folderStates,
  /** Between the parts of a line. */
  dot: ' · ',
  copy: 'Copy',
  copied: 'Copied',
  close: 'Close',
  errorTitle: 'This page has stopped working',
  errorTodo: 'The engine goes on: photos are still going out. Load the page again.',
  reload: 'Load again',

  headline: {
    connecting: 'Looking for the engine…',
    lost: (time: string) =>
      `The engine is not answering. It is started again by itself; what you see is from ${time}.`,
    ready: 'Ready. Waiting for the first shot.',
    folderMissing: (path: string) =>
      `The hot folder ${path} is not there. Connect its drive or bring the folder back; watching goes on by itself.`,
    folderUnreadable: (path: string) =>
      `The hot folder ${path} cannot be read. Give this user permission to read it.`,
    needYou: (n: number, count: string) =>
      `${n === 1 ? '1 shot needs' : `${count} shots need`} you. Have a look at the reason.`,
    offline: (n: number, count: string) =>
      n === 0
        ? 'The relay can’t be reached. New photos will wait here and go out by themselves.'
        : `The relay can’t be reached. ${photos(n, count)} ${are(n)} waiting and will go out by ${n === 1 ? 'itself' : 'themselves'}.`,
    linking: 'Connecting to the relay…',
    onTheWay: (n: number, count: string) => `${photos(n, count)} on the way`,
    allLive: (n: number, count: string) =>
      n === 1 ? 'Your first photo is live' : `All ${count} photos are live`,
    held: (n: number, count: string) => `${photos(n, count)} ${are(n)} held back`,
    announcementRefused:
      'The relay does not take an announcement. Open the messages and have a look.',
    noneToPublish: 'Nothing to publish so far',
    show: 'Show',
  },

  counters: {
    seen: 'seen',
    live: 'live',
    held: 'held',
    queued: 'queued',
    unpublished: 'not published',
    viewers: 'viewers',
    toGuests: 'to guests',
    toRelay: 'to the relay',
  },

  latency: {
    title: 'Latency',
    published: 'At the relay',
    painted: 'On a phone',
    median: 'Median',
    p95: '95 %',
    photos: 'Photos',
    none: 'Measured as soon as the first photo is live.',
    noGuests: 'No guest has the gallery open yet.',
    plot: (n: number, count: string) =>
      n === 1 ? 'The last live photo' : `The last ${count} live photos`,
  },

  folders: {
    title: 'Hot folders',
    seen: (count: string) => `${count} seen`,
    copyPath: 'Copy the path',
  },

  recipe,

  publish,
  light,

  ...publishedEn,
  ...messagesEn,

  attention: {
    title: 'Needs you',
    nothing: 'Nothing needs you.',
    unpublished: 'Not published',
    noReason: 'No reason was given.',
    remark: 'Something about these has a problem:',
    showing: (n: number, count: string) => (n === 1 ? '1 shot' : `${count} shots`),
    showAll: 'Show all shots',
    retryAll: (count: string) => `Try all ${count} again`,
    partial: (count: string) => `Only the newest ${count} are listed.`,
  },

  viewer: {
    label: 'The shot you are looking at',
    backToLive: 'Back to live',
    newer: (count: string) => `${count} newer`,
    making: 'The picture is being made',
    noPicture: 'There is no picture of this file',
    loading: 'Loading the shots…',
    beginTitle: 'Ready for the first shot',
    beginFolder: 'Point your camera’s tethering software at this folder:',
    beginFolders: 'Point your cameras’ tethering software at these folders:',
    beginShare: 'Let your guests scan the QR code.',
    beginShoot: 'Shoot. Every JPEG that lands there is developed and goes live by itself.',
    showQr: 'Show the QR code',
  },

  details: {
    label: 'Details of the shot',
    liveAt: (time: string) => `since ${time}`,
    captured: 'Taken',
    camera: 'Camera',
    size: 'Size',
    file: 'File',
    copies: (count: string) => `in ${count} files`,
    revision: (count: string) => `version ${count}`,
    retry: 'Try again',
    retrying: 'Trying again…',
    reveal: 'Show in folder',
    way: 'The way to the guests',
    fileComplete: 'File complete',
    rendered: 'Developed',
    stored: 'At the relay',
    published: 'Live',
    painted: 'On a phone',
    notYet: '–',
    proven: 'Metadata proven',
    provenAt: (time: string) =>
      `The exact bytes that leave this laptop were read again at ${time}: nothing but artist and copyright.`,
    notProven: 'Metadata not proven yet',
    nothing: 'What there is to know about a shot stands here.',
  },

  strip: {
    label: 'Filmstrip, the newest at the right',
    frame: (name: string, state: string) => `${name}, ${state}`,
    empty: 'Your shots line up here, the newest at the right.',
  },

  share: {
    button: 'QR code',
    title: 'The gallery for your guests',
    scan: 'Guests scan this with their phone’s camera.',
    qr: 'QR code with the gallery’s address',
    copyLink: 'Copy the link',
    open: 'Open the gallery',
    wall: 'Wall for a projector',
    ownAddress:
      'This address works on this laptop only. Give guests the address in your local network.',
  },

  keys: {
    button: 'Keyboard',
    title: 'Keyboard',
    list: {
      older: 'older shot',
      newer: 'newer shot',
      oldest: 'first shot in the strip',
      live: 'back to live',
      retry: 'try the shot again',
      takeBack: 'take back, or restore',
      feature: 'feature, or no longer',
      pause: 'pause sending, or go on',
      share: 'QR code',
      attention: 'show what needs you',
      recipe: 'edit the recipe',
      settings: 'sessions, hot folders, clocks',
      history: 'what happened to a file',
      messages: 'messages and announcements',
      numbers: 'viewers, photos and latency over time',
      keys: 'this list',
      escape: 'close, or show all shots',
      ...lightKeys,
    },
  },

  desk: deskEn,
  destinations: destinationsEn,
  ledger: ledgerEn,
  drop: dropEn,
};

export type Words = typeof en;
