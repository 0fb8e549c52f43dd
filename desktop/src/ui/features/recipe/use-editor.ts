import type { Recipe } from '@picture-live/shared/domain';
import { PictureLiveError } from '@picture-live/shared/errors';
import { useEffect, useState } from 'react';
import { useApp, useSelect } from '../../app/context.tsx';
import { useTask, type Task } from '../../components/use-task.ts';
import { freeName, isSame, NEW_RECIPE } from './edited-recipe.ts';

/** What was just done, and how it is taken back. */
export interface Done {
  text: string;
  undo: () => Promise<void>;
}

const UNDO_MS = 10_000;

/** Something that can be undone, for ten seconds. */
export function useDone(): [Done | null, (done: Done | null) => void] {
  const [done, setDone] = useState<Done | null>(null);
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [done]);
  return [done, setDone];
}

export interface Editor {
  id: string | null;
  /** As it is edited; null until it is read. */
  draft: Recipe | null;
  isChanged: boolean;
  task: Task;
  /** Why something did not work, in a sentence. */
  trouble: string | null;
  done: Done | null;
  edit: (recipe: Recipe) => void;
  open: (id: string) => void;
  revert: () => void;
  save: () => Promise<void>;
  /** Keeps what is edited as a recipe of its own, beside the one it came from. */
  saveAsNew: () => Promise<void>;
  remove: () => Promise<void>;
  importText: (text: string) => Promise<void>;
  use: () => Promise<void>;
}

/**
 * Reads, changes and keeps recipes. What was changed and not saved stays until it is discarded,
 * also while another recipe is edited or the editor is closed.
 */
export function useEditor(): Editor {
  const { engine, language } = useApp();
  const words = language.words.recipe;
  const chosen = useSelect((state) => state.status?.recipeId) ?? null;
  const recipes = useSelect((state) => state.status?.recipes) ?? NONE;
  const [picked, setPicked] = useState<string | null>(null);
  const [saved, setSaved] = useState<{ id: string; recipe: Recipe } | null>(null);
  const [drafts, setDrafts] = useState<Readonly<Record<string, Recipe>>>({});
  const [done, setDone] = useDone();
  const task = useTask();
  const [unread, setUnread] = useState<string | null>(null);
  const isKept = recipes.some((entry) => entry.id === picked);
  const id = isKept ? picked : chosen;

  useEffect(() => {
    if (id === null) return undefined;
    let wanted = true;
    async function read(wantedId: string): Promise<void> {
      try {
        const recipe = await engine.call('readRecipe', { id: wantedId });
        if (!wanted) return;
        setSaved({ id: wantedId, recipe });
        setUnread(null);
      } catch (error) {
        if (!(error instanceof PictureLiveError)) throw error;
        if (wanted) setUnread(error.message);
      }
    }
    void read(id);
    return () => {
      wanted = false;
    };
  }, [engine, id]);

  const before = saved !== null && saved.id === id ? saved.recipe : null;
  const draft = (id === null ? null : drafts[id]) ?? before;
  const names = recipes.map((entry) => entry.name);

  function forget(one: string): void {
    setDrafts(({ [one]: _gone, ...others }) => others);
  }

  async function put(kept: string, recipe: Recipe): Promise<void> {
    await engine.call('saveRecipe', { id: kept, recipe });
    setSaved({ id: kept, recipe });
    forget(kept);
  }

  return {
    id,
    draft,
    isChanged: draft !== null && before !== null && !isSame(draft, before),
    task,
    trouble: task.trouble ?? unread,
    done,
    edit: (recipe) => id !== null && setDrafts((all) => ({ ...all, [id]: recipe })),
    open: setPicked,
    revert: () => id !== null && forget(id),
    async save() {
      if (id === null || !draft || !before) return;
      await put(id, draft);
      setDone({ text: words.saved, undo: () => put(id, before) });
    },
    async saveAsNew() {
      const recipe = draft ?? NEW_RECIPE;
      const fresh = { ...recipe, name: freeName(recipe.name, names) };
      const reply = await engine.call('saveRecipe', { id: null, recipe: fresh });
      if (id !== null) forget(id);
      setPicked(reply.id);
    },
    async remove() {
      if (id === null || !before) return;
      await engine.call('deleteRecipe', { id });
      forget(id);
      setPicked(null);
      setDone({
        text: words.deleted(before.name),
        undo: async () => {
          const reply = await engine.call('saveRecipe', { id: null, recipe: before });
          setPicked(reply.id);
        },
      });
    },
    async importText(text) {
      const reply = await engine.call('importRecipe', { text });
      setPicked(reply.id);
    },
    async use() {
      if (id === null || chosen === null) return;
      const last = chosen;
      await engine.call('chooseRecipe', { id });
      setDone({
        text: words.chosen,
        undo: async () => void (await engine.call('chooseRecipe', { id: last })),
      });
    },
  };
}

const NONE: { id: string; name: string }[] = [];
