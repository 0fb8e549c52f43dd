import { useWords } from '../../app/context.tsx';
import { RecipeCard } from '../recipe/recipe-card.tsx';
import { Onward, Step } from './step.tsx';

export function RecipeStep() {
  const words = useWords().desk.setup;
  return (
    <Step title={words.recipeTitle}>
      <RecipeCard />
      <Onward to="test" skips={false} />
    </Step>
  );
}
