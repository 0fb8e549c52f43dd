import { useLive } from '@picture-live/shared/hooks/preact';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { PhotoOverview } from '@picture-live/shared/protocol';
import { useCallback, useEffect, useState } from 'preact/hooks';
import './filters.css';
import { photosWords as words } from '../words/photos-words.ts';
import type { Chosen } from './filters.ts';

interface FilterBarProps {
  sessionId: string;
  /** Asked anew when this changes. */
  lastSeq: number;
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
}

/** Somebody types: asked when they pause. */
const TYPING_MS = 250;
const ASK_AGAIN_MS = 3_000;

/** What the list is narrowed to. */
export function FilterBar({ sessionId, lastSeq, chosen, onChoose }: FilterBarProps) {
  const overview = useOverview(sessionId, lastSeq);
  const { states } = words;
  return (
    <search class="filters">
      <select
        class="input"
        aria-label={words.stateFilter}
        value={chosen.which}
        onChange={(event) => {
          const which = ORDER[event.currentTarget.selectedIndex];
          if (which !== undefined) onChoose({ ...chosen, which });
        }}
      >
        {ORDER.map((which) => (
          <option key={which} value={which}>
            {states[which]}
          </option>
        ))}
      </select>
      <NameFilter
        label={words.tagFilter}
        any={words.anyTag}
        names={overview?.tags ?? []}
        value={chosen.tag}
        onChoose={(tag) => onChoose({ ...chosen, tag })}
      />
      <NameFilter
        label={words.photographerFilter}
        any={words.anyPhotographer}
        names={overview?.photographers ?? []}
        value={chosen.photographer}
        onChoose={(photographer) => onChoose({ ...chosen, photographer })}
      />
      <SearchField text={chosen.text} onText={(text) => onChoose({ ...chosen, text })} />
    </search>
  );
}

const ORDER = ['all', 'shown', 'hidden', 'held', 'scan', 'featured'] as const;

interface NameFilterProps {
  label: string;
  any: string;
  names: PhotoOverview['tags'];
  value: string;
  onChoose: (name: string) => void;
}

/** Not there while there is nothing to choose from. */
function NameFilter({ label, any, names, value, onChoose }: NameFilterProps) {
  if (names.length === 0 && value === '') return null;
  const isMissing = value !== '' && names.every(({ name }) => name !== value);
  return (
    <select
      class="input"
      aria-label={label}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      <option value="">{any}</option>
      {isMissing && <option value={value}>{value}</option>}
      {names.map(({ name, count }) => (
        <option key={name} value={name}>
          {`${name} (${count})`}
        </option>
      ))}
    </select>
  );
}

function SearchField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => onText(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onText]);
  return (
    <input
      class="input"
      type="search"
      aria-label={words.search}
      placeholder={words.search}
      maxLength={100}
      value={typed}
      onInput={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

/** Tags and photographers that there are; asked again a while after the session has changed. */
function useOverview(sessionId: string, lastSeq: number): PhotoOverview | null {
  const { api } = useLive();
  const [overview, setOverview] = useState<{ of: string; counted: PhotoOverview } | null>(null);
  const ask = useCallback(async (): Promise<void> => {
    try {
      setOverview({ of: sessionId, counted: await api.overview(sessionId) });
    } catch (error) {
      // The filters stay as they are; the list itself says what is wrong.
      if (!(error instanceof PictureLiveError)) throw error;
    }
  }, [api, sessionId]);
  useEffect(() => void ask(), [ask]);
  useEffect(() => {
    const timer = setTimeout(() => void ask(), ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [ask, lastSeq]);
  return overview?.of === sessionId ? overview.counted : null;
}
