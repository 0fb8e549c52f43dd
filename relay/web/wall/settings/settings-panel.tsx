import { Maximize, Pause, Play, SkipForward, X } from 'lucide-preact';
import { CAN_STAY_AWAKE } from '../screen/stay-awake.ts';
import { HAS_FULL_SCREEN } from '../screen/full-screen.ts';
import { LANGUAGES } from '../words/choose.ts';
import type { Words } from '../words/words.ts';
import { Choice } from './choice.tsx';
import { LAYOUTS, pacesWith, TRANSITIONS, type Settings } from './settings.ts';

interface SettingsPanelProps {
  settings: Settings;
  words: Words;
  isPaused: boolean;
  /** The QR code cannot be shown at this address. */
  hasNoLink: boolean;
  onChange: (settings: Settings) => void;
  onFullScreen: () => void;
  onPause: () => void;
  onNext: () => void;
  onClose: () => void;
}

/** How the wall looks, for whoever stands at the computer. */
export function SettingsPanel(props: SettingsPanelProps) {
  const { settings, words, isPaused, onChange } = props;
  const set = (changes: Partial<Settings>): void => onChange({ ...settings, ...changes });
  const paces = pacesWith(settings.seconds);
  return (
    <section class="settings" aria-label={words.settings}>
      <header class="settings-head">
        <h2>{words.settings}</h2>
        <button type="button" class="icon-button" aria-label={words.close} onClick={props.onClose}>
          <X aria-hidden="true" />
        </button>
      </header>
      <Choice
        name="layout"
        legend={words.layout}
        value={settings.layout}
        values={LAYOUTS}
        textOf={(layout) => words.layouts[layout]}
        onChoose={(layout) => set({ layout })}
      />
      <Choice
        name="seconds"
        legend={words.pace}
        value={settings.seconds}
        values={paces}
        textOf={words.seconds}
        onChoose={(seconds) => set({ seconds })}
      />
      <Choice
        name="transition"
        legend={words.transition}
        value={settings.transition}
        values={TRANSITIONS}
        textOf={(transition) => words.transitions[transition]}
        onChoose={(transition) => set({ transition })}
      />
      <fieldset class="choice">
        <legend>{words.show}</legend>
        {(['qr', 'captions', 'announcements', 'onlyFeatured'] as const).map((name) => (
          <label class="switch" key={name}>
            <input
              type="checkbox"
              checked={settings[name]}
              onChange={() => set({ [name]: !settings[name] })}
            />
            <span>{words[name]}</span>
          </label>
        ))}
      </fieldset>
      <label class="language">
        <span>{words.language}</span>
        <select
          value={settings.language ?? ''}
          onChange={({ currentTarget }) => set({ language: currentTarget.value || null })}
        >
          <option value="">{words.usualLanguage}</option>
          {LANGUAGES.map(({ tag, words: { name } }) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Notes words={words} hasNoLink={props.hasNoLink} />
      <footer class="settings-foot">
        {HAS_FULL_SCREEN && (
          <button type="button" class="wall-button is-first" onClick={props.onFullScreen}>
            <Maximize aria-hidden="true" />
            {words.fullScreen}
            <kbd>F</kbd>
          </button>
        )}
        <button type="button" class="wall-button" onClick={props.onPause}>
          {isPaused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
          {isPaused ? words.goOn : words.pause}
        </button>
        <button type="button" class="wall-button" onClick={props.onNext}>
          <SkipForward aria-hidden="true" />
          {words.next}
        </button>
      </footer>
    </section>
  );
}

function Notes({ words, hasNoLink }: { words: Words; hasNoLink: boolean }) {
  return (
    <>
      {hasNoLink && <p class="settings-note">{words.ownAddress}</p>}
      {!CAN_STAY_AWAKE && <p class="settings-note">{words.maySleep}</p>}
      <p class="settings-note">{words.kept}</p>
    </>
  );
}
