import { Star } from 'lucide-react';
import { useWords } from '../../app/context.tsx';

const STARS = [1, 2, 3, 4, 5] as const;

/**
 * Gives stars; the present number again takes them away.
 *
 * @param rating null: nobody gave any, or several shots differ.
 */
export function StarButtons({
  rating,
  onRate,
}: {
  rating: number | null;
  onRate: (rating: number) => void;
}) {
  const words = useWords().publish;
  return (
    <fieldset className="star-buttons">
      <legend className="visually-hidden">{words.rating}</legend>
      {STARS.map((stars) => (
        <button
          key={stars}
          type="button"
          className="icon-button"
          aria-label={words.stars(stars)}
          aria-pressed={rating === stars}
          title={`${words.stars(stars)} (${stars})`}
          data-given={stars <= (rating ?? 0)}
          onClick={() => onRate(rating === stars ? 0 : stars)}
        >
          <Star aria-hidden />
        </button>
      ))}
    </fieldset>
  );
}

/** Stars that were given, small. */
export function Stars({ rating }: { rating: number | null }) {
  const words = useWords().publish;
  if (rating === null || rating === 0) return null;
  return (
    <span className="stars" title={words.stars(rating)}>
      {'★'.repeat(rating)}
    </span>
  );
}
