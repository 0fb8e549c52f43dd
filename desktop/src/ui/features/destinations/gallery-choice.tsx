import { useState, type ReactNode } from 'react';
import { useSelect, useWords } from '../../app/context.tsx';
import { namesOf } from './destination.ts';
import './destinations.css';

/** Lets a person choose of which gallery the address is shown, where there are two. */
export function GalleryChoice({
  url,
  children,
}: {
  /** Of the main one. */
  url: string;
  children: (url: string) => ReactNode;
}) {
  const words = useWords().destinations;
  const destinations = useSelect((state) => state.status?.destinations);
  const [chosen, setChosen] = useState<string | null>(null);
  if (!destinations) return children(url);
  const names = namesOf(destinations, words);
  const shown = destinations.find(({ id }) => id === chosen) ?? destinations[0];
  return (
    <>
      <fieldset className="gallery-choice" aria-label={words.gallery}>
        {destinations.map(({ id }) => (
          <button
            key={id}
            type="button"
            className="button"
            aria-pressed={id === shown?.id}
            onClick={() => setChosen(id)}
          >
            {names.get(id)}
          </button>
        ))}
      </fieldset>
      {children(shown?.galleryUrl ?? url)}
    </>
  );
}
