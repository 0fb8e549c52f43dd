import { useEffect, useMemo, useRef } from 'react';
import { useWords } from '../../app/context.tsx';
import { Field } from '../../components/field.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { DoneLine } from './done-line.tsx';
import { judge } from './edited-recipe.ts';
import { LibraryBar } from './library-bar.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { CaptionFields, CreditFields, FrameFields, SizeFields } from './recipe-fields.tsx';
import { useEditor } from './use-editor.ts';
import { WatermarkFields } from './watermark-fields.tsx';
import './editor.css';

/** The recipes beside the filmstrip, in the place of the large picture; the shoot goes on. */
export function RecipeEditor({ isShown }: { isShown: boolean }) {
  const words = useWords().recipe;
  const editor = useEditor();
  const { draft, task } = editor;
  const judged = useMemo(() => (draft ? judge(draft) : null), [draft]);
  const place = useRef<HTMLElement>(null);

  useEffect(() => {
    if (isShown) place.current?.focus();
  }, [isShown]);

  if (!isShown) return null;
  return (
    <section className="recipe-editor" aria-label={words.edit} ref={place} tabIndex={-1}>
      <LibraryBar editor={editor} />
      <PreviewPane recipe={judged?.recipe ?? null} />
      <form
        className="recipe-form"
        onSubmit={(event) => {
          event.preventDefault();
          task.run(editor.save);
        }}
      >
        <div className="recipe-fields">
          {draft && (
            <>
              <Field label={words.name}>
                <input
                  type="text"
                  value={draft.name}
                  maxLength={80}
                  onChange={({ target }) => editor.edit({ ...draft, name: target.value })}
                />
              </Field>
              <WatermarkFields recipe={draft} onChange={editor.edit} />
              <FrameFields recipe={draft} onChange={editor.edit} />
              <CreditFields recipe={draft} onChange={editor.edit} />
              <CaptionFields recipe={draft} onChange={editor.edit} />
              <SizeFields recipe={draft} onChange={editor.edit} />
            </>
          )}
        </div>
        <div className="recipe-foot">
          <Trouble text={editor.trouble ?? judged?.problem ?? null} />
          <DoneLine done={editor.done} task={task} />
          {editor.isChanged && <span className="tone-moving">{words.unsaved}</span>}
          <div className="recipe-actions">
            <button
              type="submit"
              className="button primary"
              disabled={!editor.isChanged || !judged?.recipe || task.running}
            >
              {words.save}
            </button>
            <button
              type="button"
              className="button"
              disabled={!judged?.recipe}
              onClick={() => task.run(editor.saveAsNew)}
            >
              {words.saveAsNew}
            </button>
            {editor.isChanged && (
              <button type="button" className="button" onClick={editor.revert}>
                {words.revert}
              </button>
            )}
          </div>
        </div>
      </form>
    </section>
  );
}
