import { useEffect, useId, useState } from 'preact/hooks';
import { TextField } from '../../components/field.tsx';
import { accentOf } from '../../gallery/welcome/accent.ts';
import { lookWords as words } from './words.ts';

/** Strong enough on light and on dark ground, or nearly. */
const SUGGESTED = ['#2b5fb0', '#0f766e', '#4d7c0f', '#b45309', '#be123c', '#7e22ce'];
const RIGHT = /^#[0-9a-f]{6}$/i;

/** The colour of what can be pressed, and what becomes of it where it is too faint. */
export function ColourPanel(props: {
  colour: string | null;
  onChoose: (colour: string | null) => void;
}) {
  const { colour, onChoose } = props;
  const [typed, setTyped] = useState(colour ?? '');
  const titleId = useId();
  useEffect(() => setTyped(colour ?? ''), [colour]);
  const isWrong = typed !== '' && !RIGHT.test(typed);
  const warning = colour === null ? null : warningOf(colour);
  return (
    <section class="panel" aria-labelledby={titleId}>
      <h2 id={titleId}>{words.colourTitle}</h2>
      <p class="muted">{words.colourText}</p>
      <div class="row">
        <Swatch colour={null} isChosen={colour === null} onChoose={onChoose} />
        {SUGGESTED.map((one) => (
          <Swatch key={one} colour={one} isChosen={colour === one} onChoose={onChoose} />
        ))}
        <input
          type="color"
          class="input"
          aria-label={words.ownColour}
          value={colour ?? '#1a1a1a'}
          onInput={(event) => onChoose(event.currentTarget.value)}
        />
      </div>
      <TextField
        label={words.colour}
        error={isWrong ? words.colourWrong : undefined}
        placeholder="#2b5fb0"
        spellcheck={false}
        maxLength={7}
        value={typed}
        onText={(text) => {
          setTyped(text);
          if (text === '') onChoose(null);
          else if (RIGHT.test(text)) onChoose(text.toLowerCase());
        }}
      />
      {warning !== null && <p class="colour-warning">{words.tooFaint(warning)}</p>}
    </section>
  );
}

/** Where the gallery shows it otherwise than chosen, so that it can be read. */
function warningOf(colour: string): string | null {
  const isFaint = {
    light: accentOf(colour, 'light').accent !== colour,
    dark: accentOf(colour, 'dark').accent !== colour,
  };
  if (isFaint.light && isFaint.dark) return words.onBoth;
  if (isFaint.light) return words.onLight;
  return isFaint.dark ? words.onDark : null;
}

function Swatch(props: {
  colour: string | null;
  isChosen: boolean;
  onChoose: (colour: string | null) => void;
}) {
  const { colour, isChosen, onChoose } = props;
  return (
    <button
      type="button"
      class="swatch"
      aria-label={colour ?? words.neutral}
      title={colour ?? words.neutral}
      aria-pressed={isChosen}
      style={{ backgroundColor: colour ?? 'var(--text)' }}
      onClick={() => onChoose(colour)}
    />
  );
}
