import { useEffect, useState } from 'preact/hooks';
import { Field } from '../../components/field.tsx';
import { fromLocalTime, toLocalTime } from './local-time.ts';

/** A day and a time; set when one leaves the field, because it is filled in part by part. */
export function MomentField(props: {
  label: string;
  /** Epoch milliseconds. */
  at: number | null;
  hint?: string | undefined;
  error?: string | undefined;
  onSet: (at: number | null) => void;
}) {
  const { at, onSet } = props;
  const [text, setText] = useState(toLocalTime(at));
  useEffect(() => setText(toLocalTime(at)), [at]);
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(marks) => (
        <input
          type="datetime-local"
          class="input"
          {...marks}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onBlur={(event) => {
            // Half a date has no value, and is none that was taken away.
            if (text !== toLocalTime(at) && !event.currentTarget.validity.badInput) {
              onSet(fromLocalTime(text));
            }
          }}
        />
      )}
    </Field>
  );
}
