import { ArrowLeft, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import type { EngineStatus } from '../../../bridge/contract.ts';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import { remembered } from '../../app/state/selectors.ts';
import type { UiState } from '../../app/state/state.ts';
import { change, changeFilter } from './actions.ts';
import { folderChoices, GROUPS } from './filter.ts';
import { selectFolderKeys } from './selectors.ts';
import type { FrameSize, StateGroup } from './state.ts';

const GROUP_NAMES: readonly StateGroup[] = [
  'held',
  'moving',
  'live',
  'retracted',
  'rejected',
  'trouble',
];
const SIZES: readonly FrameSize[] = ['small', 'medium', 'large'];

/** What the light table shows: by state, stars, folder and file name. */
export function LightBar() {
  const { store } = useApp();
  const words = useWords().light;
  return (
    <div className="light-bar" role="toolbar" aria-label={words.title}>
      <button type="button" className="button" onClick={() => change(store, { on: false })}>
        <ArrowLeft aria-hidden />
        {words.back}
        <kbd>G</kbd>
      </button>
      <States />
      <StarsFilter />
      <FolderFilter />
      <NameSearch />
      <SizeField />
    </div>
  );
}

function States() {
  const { store } = useApp();
  const words = useWords().light;
  const format = useFormat();
  const group = useSelect((state) => state.light.filter.group);
  const counts = useSelect((state) => state.status?.counts);
  const choices = [null, ...GROUP_NAMES];
  return (
    <fieldset className="light-states">
      <legend className="visually-hidden">{words.states}</legend>
      {choices.map((choice) => (
        <button
          key={choice ?? 'all'}
          type="button"
          className="button"
          aria-pressed={group === choice}
          onClick={() => changeFilter(store, { group: choice })}
        >
          {choice === null ? words.all : words.groups[choice]}
          {counts && <span className="secondary">{format.count(countOf(counts, choice))}</span>}
        </button>
      ))}
    </fieldset>
  );
}

function countOf(counts: EngineStatus['counts'], group: StateGroup | null): number {
  if (group === null) return counts.seen;
  return GROUPS[group].reduce((sum, state) => sum + counts[state], 0);
}

/** A field that says by itself whether it narrows what is shown. */
function Choice(props: {
  label: string;
  value: string;
  narrows: boolean;
  onChoose: (value: string) => void;
  children: ReactNode;
}) {
  const { label, value, narrows, onChoose, children } = props;
  return (
    <select
      aria-label={label}
      value={value}
      data-narrows={narrows}
      onChange={({ target }) => onChoose(target.value)}
    >
      {children}
    </select>
  );
}

function StarsFilter() {
  const { store } = useApp();
  const words = useWords().light;
  const stars = useSelect((state) => state.light.filter.stars);
  return (
    <Choice
      label={words.minStars}
      value={String(stars)}
      narrows={stars > 0}
      onChoose={(value) => changeFilter(store, { stars: Number(value) })}
    >
      <option value="0">{words.anyStars}</option>
      {[1, 2, 3, 4, 5].map((count) => (
        <option key={count} value={count}>
          {words.fromStars(count)}
        </option>
      ))}
    </Choice>
  );
}

const choicesOf = remembered((state: UiState) =>
  folderChoices(selectFolderKeys(state), state.status?.hotFolders ?? []),
);

function FolderFilter() {
  const { store } = useApp();
  const words = useWords().light;
  const folder = useSelect((state) => state.light.filter.folder);
  const choices = useSelect(choicesOf);
  if (choices.length === 0) return null;
  return (
    <Choice
      label={words.folder}
      value={folder ?? ''}
      narrows={folder !== null}
      onChoose={(value) => changeFilter(store, { folder: value === '' ? null : value })}
    >
      <option value="">{words.allFolders}</option>
      {choices.map(({ key, label }) => (
        <option key={key} value={key}>
          {label}
        </option>
      ))}
    </Choice>
  );
}

function NameSearch() {
  const { store } = useApp();
  const words = useWords().light;
  const text = useSelect((state) => state.light.filter.text);
  return (
    <label className="light-search">
      <Search aria-hidden />
      <span className="visually-hidden">{words.search}</span>
      <input
        type="search"
        value={text}
        placeholder={words.search}
        maxLength={200}
        onChange={({ target }) => changeFilter(store, { text: target.value })}
      />
    </label>
  );
}

function SizeField() {
  const { store } = useApp();
  const words = useWords().light;
  const size = useSelect((state) => state.light.size);
  return (
    <Choice
      label={words.size}
      value={size}
      narrows={false}
      onChoose={(value) => {
        const chosen = SIZES.find((one) => one === value);
        if (chosen) change(store, { size: chosen });
      }}
    >
      {SIZES.map((one) => (
        <option key={one} value={one}>
          {words.sizes[one]}
        </option>
      ))}
    </Choice>
  );
}
