import type { Recipe } from '@picture-live/shared/domain';
import { Pencil } from 'lucide-react';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import { DoneLine } from './done-line.tsx';
import { RedevelopLine } from './redevelop-line.tsx';
import { useDone } from './use-editor.ts';
import './recipe.css';

/** How shots are developed from now on, and the way to change it. */
export function RecipeCard() {
  const { recipeEditor } = useApp();
  const words = useWords().recipe;
  const recipe = useSelect((state) => state.status?.recipe);
  if (!recipe) return null;
  return (
    <section className="side-section recipe" aria-labelledby="recipe-title">
      <h2 className="section-title" id="recipe-title">
        {words.title}
        <button
          type="button"
          className="icon-button"
          aria-label={words.edit}
          title={`${words.edit} (E)`}
          aria-expanded={recipeEditor.on}
          onClick={recipeEditor.toggle}
        >
          <Pencil aria-hidden />
        </button>
      </h2>
      <ChooseRecipe />
      <RecipeFacts recipe={recipe} />
      <RedevelopLine />
    </section>
  );
}

function ChooseRecipe() {
  const { engine } = useApp();
  const words = useWords().recipe;
  const recipes = useSelect((state) => state.status?.recipes) ?? [];
  const chosen = useSelect((state) => state.status?.recipeId) ?? '';
  const [done, setDone] = useDone();
  const task = useTask();

  async function choose(id: string): Promise<void> {
    await engine.call('chooseRecipe', { id });
  }

  return (
    <>
      <select
        className="recipe-select"
        aria-label={words.choose}
        value={chosen}
        onChange={({ target }) =>
          task.run(async () => {
            await choose(target.value);
            setDone({ text: words.chosen, undo: () => choose(chosen) });
          })
        }
      >
        {recipes.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <DoneLine done={done} task={task} onUndone={() => setDone(null)} />
      <Trouble text={task.trouble} />
    </>
  );
}

function RecipeFacts({ recipe }: { recipe: Recipe }) {
  const words = useWords().recipe;
  const { watermark, frame } = recipe;
  const facts: [string, string | null][] = [
    [words.watermark, watermark && (watermark.kind === 'text' ? watermark.text : words.logo)],
    [words.frame, frame && words.fits[frame.fit]],
    [words.artist, recipe.artist],
    [words.copyright, recipe.copyright],
  ];
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
