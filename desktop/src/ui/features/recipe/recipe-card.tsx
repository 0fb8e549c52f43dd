import { Pencil, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Recipe } from '@picture-live/shared/domain';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import { RecipeForm } from './recipe-form.tsx';
import './recipe.css';

const UNDO_MS = 10_000;

/** How shots are developed from now on, and the way to change it. */
export function RecipeCard() {
  const { engine, recipeEditor } = useApp();
  const words = useWords().recipe;
  const recipe = useSelect((state) => state.status?.recipe);
  const recipeId = useSelect((state) => state.status?.recipeId);
  const task = useTask();
  const [replaced, setReplaced] = useState<Recipe | null>(null);
  useEffect(() => {
    if (!replaced) return undefined;
    const timer = setTimeout(() => setReplaced(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [replaced]);
  if (!recipe) return null;

  async function undo(before: Recipe): Promise<void> {
    if (recipeId !== undefined) await engine.call('saveRecipe', { id: recipeId, recipe: before });
    setReplaced(null);
  }

  return (
    <section className="side-section recipe" aria-labelledby="recipe-title">
      <h2 className="section-title" id="recipe-title">
        {words.title}
        <span className="recipe-name">{recipe.name}</span>
        <button
          type="button"
          className="icon-button"
          aria-label={words.edit}
          title={words.edit}
          aria-expanded={recipeEditor.on}
          onClick={recipeEditor.toggle}
        >
          <Pencil aria-hidden />
        </button>
      </h2>
      {recipeEditor.on ? (
        <RecipeForm recipe={recipe} onSaved={() => setReplaced(recipe)} />
      ) : (
        <RecipeFacts recipe={recipe} />
      )}
      {replaced && (
        <output className="recipe-saved">
          {words.saved}
          <button type="button" className="button" onClick={() => task.run(() => undo(replaced))}>
            <Undo2 aria-hidden />
            {words.undo}
          </button>
        </output>
      )}
      <Trouble text={task.trouble} />
    </section>
  );
}

function RecipeFacts({ recipe }: { recipe: Recipe }) {
  const words = useWords().recipe;
  const facts: [string, string | null][] = [
    [words.watermark, recipe.watermark?.kind === 'text' ? recipe.watermark.text : null],
    [words.artist, recipe.artist],
    [words.copyright, recipe.copyright],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={value === null ? 'secondary' : ''}>{value ?? words.none}</dd>
        </div>
      ))}
    </dl>
  );
}
