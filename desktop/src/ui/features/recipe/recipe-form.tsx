import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Recipe } from '@picture-live/shared/domain';
import { useApp, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import { draftOf, editedRecipe, type RecipeDraft } from './edited-recipe.ts';

const POSITIONS = ['top-left', 'top-right', 'center', 'bottom-left', 'bottom-right'] as const;

/** Watermark, artist and copyright, edited in place; the shoot goes on beside it. */
export function RecipeForm({ recipe, onSaved }: { recipe: Recipe; onSaved: () => void }) {
  const { engine, recipeEditor, store } = useApp();
  const words = useWords().recipe;
  const [draft, setDraft] = useState(() => draftOf(recipe));
  const task = useTask();
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<RecipeDraft>) => setDraft({ ...draft, ...part });

  // Opened by a key too, and then perhaps out of view.
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
    form.current?.querySelector('input')?.focus({ preventScroll: true });
  }, []);

  async function save(): Promise<void> {
    const id = store.get().status?.recipeId ?? null;
    await engine.call('saveRecipe', { id, recipe: editedRecipe(recipe, draft) });
    onSaved();
    recipeEditor.toggle();
  }

  return (
    <form
      className="recipe-form"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        task.run(save);
      }}
    >
      <TextField
        label={words.watermark}
        hint={words.watermarkHint}
        value={draft.text}
        maxLength={200}
        onChange={(text) => change({ text })}
      />
      <Field label={words.position}>
        <select
          value={draft.position}
          disabled={draft.text.trim() === ''}
          onChange={({ target }) => {
            const position = POSITIONS.find((one) => one === target.value);
            if (position) change({ position });
          }}
        >
          {POSITIONS.map((position) => (
            <option key={position} value={position}>
              {words.positions[position]}
            </option>
          ))}
        </select>
      </Field>
      <TextField
        label={words.artist}
        hint={words.artistHint}
        value={draft.artist}
        maxLength={200}
        onChange={(artist) => change({ artist })}
      />
      <TextField
        label={words.copyright}
        hint={words.artistHint}
        value={draft.copyright}
        maxLength={400}
        onChange={(copyright) => change({ copyright })}
      />
      <p className="secondary">{words.holds}</p>
      <Trouble text={task.trouble} />
      <div className="recipe-actions">
        <button type="submit" className="button primary" disabled={task.running}>
          {words.save}
        </button>
        <button type="button" className="button" onClick={recipeEditor.toggle}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="field">
      <span>{label}</span>
      {children}
    </label>
  );
}

function TextField(props: {
  label: string;
  hint: string;
  value: string;
  maxLength: number;
  onChange: (value: string) => void;
}) {
  const { label, hint, value, maxLength, onChange } = props;
  return (
    <Field label={label}>
      <input
        type="text"
        value={value}
        maxLength={maxLength}
        placeholder={hint}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  );
}
