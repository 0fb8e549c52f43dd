import { useId } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { Button } from '../../components/button.tsx';
import { TextArea, TextField } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import type { Look, LookField } from './draft.ts';
import { lookWords as words } from './words.ts';

interface NamesPanelProps {
  /** As it is tried out, and as it is. */
  look: Look;
  now: Look;
  /** Fields that somebody else has changed in the meantime. */
  conflicts: readonly LookField[];
  onSet: (field: LookField, value: string | null) => void;
  onResolve: (field: LookField, keep: 'mine' | 'theirs') => void;
}

/** What is written over the photos. */
export function NamesPanel(props: NamesPanelProps) {
  const { look, onSet } = props;
  const titleId = useId();
  const wrong = (text: string | null): string | undefined =>
    text !== null && /<[a-z!/?]/i.test(text) ? words.noTags : undefined;
  return (
    <section class="panel" aria-labelledby={titleId}>
      <h2 id={titleId}>{words.namesTitle}</h2>
      <TextField
        label={words.title}
        hint={words.titleHint}
        error={(look.title ?? '').trim() === '' ? words.titleMissing : wrong(look.title)}
        maxLength={200}
        value={look.title ?? ''}
        onText={(text) => onSet('title', text)}
      />
      {conflictOf('title', props)}
      <TextField
        label={words.name}
        hint={words.nameHint}
        error={wrong(look.name)}
        maxLength={200}
        value={look.name ?? ''}
        onText={(text) => onSet('name', text === '' ? null : text)}
      />
      {conflictOf('name', props)}
      <TextArea
        label={words.welcome}
        hint={words.welcomeHint}
        error={wrong(look.welcomeText)}
        maxLength={2_000}
        value={look.welcomeText ?? ''}
        onText={(text) => onSet('welcomeText', text === '' ? null : text)}
      />
      {conflictOf('welcomeText', props)}
      {conflictOf('colour', props)}
      {conflictOf('coverPhotoId', props)}
    </section>
  );
}

/** Says what somebody else has made of a field, and lets one decide. */
function conflictOf(field: LookField, props: NamesPanelProps): ComponentChildren {
  if (!props.conflicts.includes(field)) return null;
  return (
    <Problem role="alert">
      <p>{words.changedTo(props.now[field] ?? words.nothing)}</p>
      <div class="row">
        <Button onClick={() => props.onResolve(field, 'theirs')}>{words.takeTheirs}</Button>
        <Button onClick={() => props.onResolve(field, 'mine')}>{words.keepMine}</Button>
      </div>
    </Problem>
  );
}
