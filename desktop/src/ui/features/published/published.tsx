import { EyeOff, Star, Undo2, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { ShotWish } from '../../../bridge/after-publishing.ts';
import type { ShotView } from '../../../bridge/contract.ts';
import { useApp, useFormat, useWords } from '../../app/context.tsx';
import { TextField } from '../../components/field.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import { useTellingNames } from '../destinations/use-telling-names.ts';
import { canTakeBack, isShown, pendingWord } from './standing.ts';
import './published.css';

/** What guests get of the shot: to take it back, restore it, feature, describe and tag it. */
export function Published({ shot }: { shot: ShotView }) {
  const { engine, decider } = useApp();
  const words = useWords().published;
  const task = useTask();
  const titleId = useId();
  if (!isShown(shot)) return null;
  const wish = (what: ShotWish) =>
    task.run(async () => {
      await engine.call('wishShots', { shotIds: [shot.id], wish: what });
    });
  return (
    <section className="published" aria-labelledby={titleId}>
      <h3 className="section-title" id={titleId}>
        {words.title}
      </h3>
      <div className="details-actions">
        {canTakeBack(shot) && (
          <InSight shot={shot} onPress={() => decider.wish([shot.id], 'takeBack')} />
        )}
        <Feature
          isOn={shot.said?.featured ?? false}
          onPress={() => decider.wish([shot.id], 'feature')}
        />
      </div>
      <Removal shot={shot} />
      <Pending shot={shot} />
      <CaptionField key={shot.said?.caption ?? ''} shot={shot} wish={wish} />
      <TagField shot={shot} wish={wish} />
      <Trouble text={task.trouble} />
    </section>
  );
}

/** What the relay has still to be told; of two, which of them. */
function Pending({ shot }: { shot: ShotView }) {
  const all = useWords();
  const names = useTellingNames(shot);
  const pending = pendingWord(shot);
  if (pending === null) return null;
  const { takingBackAt, tellingTo } = all.destinations;
  const told = pending === 'takingBack' ? takingBackAt : tellingTo;
  return (
    <p className="published-note secondary">
      {names === null ? all.published[pending] : told(names)}
    </p>
  );
}

interface PartProps {
  shot: ShotView;
  wish: (what: ShotWish) => void;
}

function InSight({ shot, onPress }: { shot: ShotView; onPress: () => void }) {
  const words = useWords().published;
  const isBack = shot.state === 'retracted';
  return (
    <button type="button" className="button" aria-keyshortcuts="T" onClick={onPress}>
      {isBack ? <Undo2 aria-hidden /> : <EyeOff aria-hidden />}
      {isBack ? words.restore : words.takeBack}
    </button>
  );
}

function Feature({ isOn, onPress }: { isOn: boolean; onPress: () => void }) {
  const words = useWords().published;
  return (
    <button
      type="button"
      className="button"
      aria-keyshortcuts="F"
      aria-pressed={isOn}
      onClick={onPress}
    >
      <Star aria-hidden fill={isOn ? 'currentColor' : 'none'} />
      {isOn ? words.unfeature : words.feature}
    </button>
  );
}

/** From how many guests' screens it has gone; only told while the relay counts. */
function Removal({ shot: { state, removal } }: { shot: ShotView }) {
  const words = useWords().published;
  const format = useFormat();
  if (state !== 'retracted' || removal === undefined) return null;
  const { gone, screens } = removal;
  return (
    <output className="published-gone">
      {screens === 0 ? words.goneFromNone : words.gone(format.count(gone), format.count(screens))}
    </output>
  );
}

function CaptionField({ shot, wish }: PartProps) {
  const words = useWords().published;
  const before = shot.said?.caption ?? '';
  const [text, setText] = useState(before);
  const save = () => {
    if (text.trim() !== before) wish({ caption: text });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={words.caption}
        value={text}
        maxLength={2_000}
        placeholder={words.captionHint}
        onBlur={save}
        onText={setText}
      />
    </form>
  );
}

function TagField({ shot, wish }: PartProps) {
  const words = useWords().published;
  const [text, setText] = useState('');
  const tags = shot.said?.tags ?? [];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') wish({ tag: [text.trim()] });
        setText('');
      }}
    >
      <TextField
        label={words.tags}
        value={text}
        maxLength={60}
        placeholder={words.tagHint}
        onText={setText}
      />
      {tags.length > 0 && (
        <ul className="published-tags">
          {tags.map((tag) => (
            <li key={tag}>
              {tag}
              <button
                type="button"
                className="icon-button"
                aria-label={words.removeTag(tag)}
                onClick={() => wish({ untag: [tag] })}
              >
                <X aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
