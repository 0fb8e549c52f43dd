import { Check, Download, Trash2, Upload, X } from 'lucide-react';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { asText } from './read-file.ts';
import type { Editor } from './use-editor.ts';
import './library-bar.css';

/** Which recipe is edited, and what can be done with it as a whole. */
export function LibraryBar({ editor }: { editor: Editor }) {
  const { recipeEditor } = useApp();
  const words = useWords().recipe;
  const recipes = useSelect((state) => state.status?.recipes) ?? [];
  const chosen = useSelect((state) => state.status?.recipeId);
  const { id, task } = editor;
  return (
    <header className="library-bar">
      <h2>{words.library}</h2>
      <select
        aria-label={words.edited}
        value={id ?? ''}
        onChange={({ target }) => editor.open(target.value)}
      >
        {recipes.map((entry) => (
          <option key={entry.id} value={entry.id}>
            {entry.name}
            {entry.id === chosen ? ` (${words.inUse})` : ''}
          </option>
        ))}
      </select>
      {id !== null && id !== chosen && (
        <>
          <button type="button" className="button" onClick={() => task.run(editor.use)}>
            <Check aria-hidden />
            {words.use}
          </button>
          <button type="button" className="button" onClick={() => task.run(editor.remove)}>
            <Trash2 aria-hidden />
            {words.remove}
          </button>
        </>
      )}
      <span className="library-space" />
      <label className="button">
        <Upload aria-hidden />
        {words.import}
        <input
          type="file"
          className="visually-hidden"
          accept=".json,application/json"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = '';
            if (file) task.run(async () => editor.importText(await asText(file)));
          }}
        />
      </label>
      {id !== null && (
        <a
          className="button"
          href={`media/recipes/file/${id}.json`}
          download
          title={words.exportHint}
        >
          <Download aria-hidden />
          {words.export}
        </a>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={words.close}
        title={`${words.close} (E)`}
        onClick={recipeEditor.toggle}
      >
        <X aria-hidden />
      </button>
    </header>
  );
}
