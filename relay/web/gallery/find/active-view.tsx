import { X } from 'lucide-preact';
import { EVERYTHING, isSameView, type Filter, type View } from '../photos/view.ts';
import type { Words } from '../words/words.ts';

interface ActiveViewProps {
  view: View;
  words: Words;
  onShow: (view: View) => void;
}

/** What the gallery is narrowed to and ordered by, each with the way to end it. */
export function ActiveView({ view, words, onShow }: ActiveViewProps) {
  if (isSameView(view, EVERYTHING)) return null;
  const { find } = words;
  const without = (name: keyof Filter) => (): void => {
    const { [name]: _ended, ...filter } = view.filter;
    onShow({ ...view, filter });
  };
  const { photographer, tag, featured, liked } = view.filter;
  const parts: [name: string, end: () => void][] = [];
  if (view.order === 'captured') {
    parts.push([find.captured, () => onShow({ ...view, order: 'arrival' })]);
  }
  if (featured === true) parts.push([find.featured, without('featured')]);
  if (liked === true) parts.push([find.liked, without('liked')]);
  if (photographer !== undefined) parts.push([photographer, without('photographer')]);
  if (tag !== undefined) parts.push([tag, without('tag')]);
  return (
    <ul class="active-view">
      {parts.map(([name, end]) => (
        <li key={name}>
          <button type="button" class="active-part" aria-label={find.end(name)} onClick={end}>
            <span class="active-name">{name}</span>
            <X size={16} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
