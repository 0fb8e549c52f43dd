import type { Decision, Named, Refusal, Wished } from '../../features/undo/notice.ts';
import type { FrameSize, StateGroup } from '../../features/light-table/state.ts';

/** `count` is the number of shots, written out. */
type About = (shots: Named, count: string) => string;

const about: About = ({ count: n, name }, count) => (n === 1 ? name : `${count} shots`);
const stars = (n: number) => (n === 0 ? 'no stars' : n === 1 ? '1 star' : `${n} stars`);
const keep = (n: number) => (n === 1 ? 'stays as it is' : 'stay as they are');

const decisions: Record<Decision, string> = { publish: 'Publish', hold: 'Hold', reject: 'Reject' };

const decided: Record<Decision, About> = {
  publish: (shots, count) => `Published ${about(shots, count)}`,
  hold: (shots, count) => `Held ${about(shots, count)}`,
  reject: (shots, count) => `Rejected ${about(shots, count)}`,
};

const wished: Record<Wished, About> = {
  feature: (shots, count) => `Featured ${about(shots, count)}`,
  unfeature: (shots, count) => `No longer featured: ${about(shots, count)}`,
  takeBack: (shots, count) => `Took back ${about(shots, count)}`,
  restore: (shots, count) => `Restored ${about(shots, count)}`,
};

const noWish: Record<'feature' | 'takeBack', About> = {
  feature: (shots, count) => `There is nothing to feature: ${about(shots, count)}.`,
  takeBack: (shots, count) => `No guest has seen ${about(shots, count)}. Reject instead.`,
};

const toDo: Record<Decision | 'rate', string> = {
  publish: 'published',
  hold: 'held',
  reject: 'rejected',
  rate: 'rated',
};

const isAlready: Record<Decision | 'rate', string> = {
  publish: 'is on its way or live already',
  hold: 'is held already',
  reject: 'is rejected already',
  rate: 'has these stars already',
};
const areAlready: Record<Decision | 'rate', string> = {
  publish: 'are on their way or live already',
  hold: 'are held already',
  reject: 'are rejected already',
  rate: 'have these stars already',
};

const refused: Record<Refusal, (shots: Named, count: string, wanted: Decision | 'rate') => string> =
  {
    seen: (shots, count, wanted) =>
      shots.count === 1
        ? `Guests have seen ${shots.name}: it can no longer be ${toDo[wanted]}.`
        : `Guests have seen these ${count} shots: they can no longer be ${toDo[wanted]}.`,
    no_picture: (shots, count, wanted) =>
      shots.count === 1
        ? `There is no finished picture of ${shots.name} that could be ${toDo[wanted]}.`
        : `There are no finished pictures of these ${count} shots that could be ${toDo[wanted]}.`,
    already: (shots, count, wanted) =>
      shots.count === 1
        ? `${shots.name} ${isAlready[wanted]}.`
        : `These ${count} shots ${areAlready[wanted]}.`,
  };

const groups: Record<StateGroup, string> = {
  held: 'Held',
  moving: 'On the way',
  live: 'Live',
  retracted: 'Taken back',
  rejected: 'Rejected',
  trouble: 'Not published',
};

const sizes: Record<FrameSize, string> = {
  small: 'Small frames',
  medium: 'Medium frames',
  large: 'Large frames',
};

/** When and whether shots go out, and what people decide about them. */
export const publish = {
  title: 'Publish',
  mode: 'When shots go out',
  modes: { automatic: 'Automatic', review: 'Review first', rating: 'From stars on' },
  delay: 'Delay',
  atOnce: 'At once',
  after: (time: string) => `After ${time}`,
  seconds: (n: number) => `${n} s`,
  minutes: (n: number) => `${n} min`,
  from: 'From',
  stars,
  about: {
    atOnce: 'Shots go out by themselves.',
    delayed: 'Shots go out by themselves, unless you hold or reject them first.',
    review: 'Nothing goes out before you publish it.',
    rating: 'Stars come from here, from the camera or from a sidecar file.',
  },
  held: (count: string) => `${count} held`,
  show: 'Look at them',
  releaseAll: (n: number, count: string) => (n === 1 ? 'Publish it' : `Publish all ${count}`),
  decisions,
  decide: 'Decide',
  rating: 'Stars',
  goesOutIn: (time: string) => `goes out in ${time}`,
  undo: 'Undo',
  decided,
  kept: (shots: Named, held: number, count: string) =>
    held === 0 ? `Published ${shots.name}` : `Published ${shots.name}, held ${count} beside it`,
  wished,
  noWish,
  wishes: { feature: 'Feature', takeBack: 'Take back' },
  rated: (n: number, shots: Named, count: string) => `${about(shots, count)}: ${stars(n)}`,
  modeSet: (mode: string) => `Publish: ${mode}`,
  undone: (what: string) => `Undone: ${what}`,
  seen: (n: number, count: string) => `Guests have seen ${count} of them, which ${keep(n)}.`,
  seenOne: 'Guests have seen it: it stays as it is.',
  refused,
  beginHeld: 'Shoot. Every photo that lands there is developed and waits for your decision.',
  nothingToUndo: 'There is nothing to undo.',
  nothingUndecided: 'No shot waits for a decision.',
};

export const light = {
  title: 'Light table',
  open: 'Light table',
  back: 'The shoot',
  label: 'All shots of the session',
  search: 'Search a file name',
  all: 'All',
  states: 'State',
  groups,
  minStars: 'Stars',
  anyStars: 'Any stars',
  fromStars: (n: number) => (n === 5 ? '★★★★★' : `${'★'.repeat(n)} +`),
  folder: 'Folder',
  allFolders: 'All folders',
  size: 'Frame size',
  sizes,
  shown: (shown: string, all: string) => `${shown} of ${all}`,
  selected: (count: string) => `${count} selected`,
  loading: (count: string) => `Loading… ${count}`,
  none: 'No shot is like that.',
  showAll: 'Show all',
  large: 'Large view',
  grid: 'Grid',
  compare: 'Compare two',
  sides: 'Other side',
  zoom: '100 %',
  fit: 'Fit',
  place: (place: string, all: string) => `${place} / ${all}`,
  next: 'Next shot',
  previous: 'Previous shot',
  undecided: 'Next undecided',
  picture: (name: string) => `${name}: click for 100 %`,
  drag: 'Drag to move the picture',
  burst: (place: string, count: string) => `Frame ${place} of a burst of ${count}`,
  openBurst: (count: string) => `Open burst (${count})`,
  closeBurst: 'Close burst',
  keep: 'Only this one',
  keepHint: 'Publishes this frame and holds the others of its burst',
};

/** Words of the list of keys. */
export const lightKeys = {
  light: 'light table',
  publish: 'publish (with Shift: and go on)',
  hold: 'hold back (with Shift: and go on)',
  reject: 'reject (with Shift: and go on)',
  rate: 'stars',
  undo: 'undo (also Ctrl+Z)',
  undecided: 'next undecided shot',
  move: 'other shot (with Shift: select)',
  ends: 'first and last shot',
  all: 'select all',
  large: 'large view, or back to the grid',
  compare: 'compare two',
  sides: 'other side of two',
  zoom: '100 %, or fit',
  burst: 'open or close a burst (with Shift: all)',
  keep: 'of a burst: publish this one, hold the others',
  escapeLight: 'back, one step at a time',
};
