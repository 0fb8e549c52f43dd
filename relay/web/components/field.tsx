import type { ComponentChildren, TargetedEvent } from 'preact';
import { useId } from 'preact/hooks';
import './field.css';

interface Described {
  label: string;
  /** What it does, in a sentence. */
  hint?: ComponentChildren;
  /** What is wrong with it, and what to do. */
  error?: string | undefined;
}

interface FieldProps extends Described {
  children: (marks: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': true | undefined;
  }) => ComponentChildren;
}

/** A label, whatever is filled in, a hint and what is wrong. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [
    hint !== undefined && `${id}-hint`,
    error !== undefined && `${id}-error`,
  ].filter((one) => one !== false);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
        'aria-invalid': error !== undefined ? true : undefined,
      })}
      {hint !== undefined && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** What a text field takes over from `<input>`. */
interface InputProps {
  name?: string;
  autoComplete?: string;
  inputMode?: 'text' | 'numeric' | 'email' | 'search' | 'url';
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
  maxLength?: number;
  min?: string;
  max?: string;
  spellcheck?: boolean;
}

interface RawInputProps extends InputProps {
  id: string;
  class: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  value: string;
  onInput: (event: TargetedEvent<HTMLInputElement>) => void;
}

/** One for each kind, because the attributes that go together are typed for each of them. */
const INPUTS = {
  text: (props: RawInputProps) => <input type="text" {...props} />,
  email: (props: RawInputProps) => <input type="email" {...props} />,
  password: (props: RawInputProps) => <input type="password" {...props} />,
  search: (props: RawInputProps) => <input type="search" {...props} />,
  url: (props: RawInputProps) => <input type="url" {...props} />,
  number: (props: RawInputProps) => <input type="number" {...props} />,
  date: (props: RawInputProps) => <input type="date" {...props} />,
  'datetime-local': (props: RawInputProps) => <input type="datetime-local" {...props} />,
};

export interface TextFieldProps extends Described, InputProps {
  type?: keyof typeof INPUTS;
  value: string;
  onText: (text: string) => void;
}

export function TextField(props: TextFieldProps) {
  const { label, hint, error, value, onText, type = 'text', ...input } = props;
  const Input = INPUTS[type];
  return (
    <Field label={label} hint={hint} error={error}>
      {(marks) => (
        <Input
          class="input"
          {...input}
          {...marks}
          value={value}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  value,
  onText,
  ...area
}: Described & {
  value: string;
  onText: (text: string) => void;
  rows?: number;
  maxLength?: number;
  placeholder?: string;
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(marks) => (
        <textarea
          class="input"
          rows={4}
          {...area}
          {...marks}
          value={value}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export interface Option<Value extends string> {
  value: Value;
  label: string;
  /** What choosing it means, in a sentence. */
  hint?: string;
}

export function SelectField<Value extends string>({
  label,
  hint,
  error,
  value,
  options,
  onChoose,
}: Described & {
  value: Value;
  options: readonly Option<Value>[];
  onChoose: (value: Value) => void;
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(marks) => (
        <select
          class="input"
          {...marks}
          value={value}
          onChange={(event) => {
            const chosen = options[event.currentTarget.selectedIndex];
            if (chosen !== undefined) onChoose(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One of a few, each with its explanation in sight. */
export function Choices<Value extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChoose: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset class="choices">
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} class="choice">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span>
            <span class="choice-label">{option.label}</span>
            {option.hint !== undefined && <span class="field-hint">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** On or off, with what that means. */
export function Switch(props: {
  label: string;
  hint?: string | undefined;
  checked: boolean;
  disabled?: boolean | undefined;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div class="switch-row">
      <label for={id}>
        <span class="choice-label">{props.label}</span>
        {props.hint !== undefined && (
          <span class="field-hint" id={`${id}-hint`}>
            {props.hint}
          </span>
        )}
      </label>
      <input
        id={id}
        class="switch"
        type="checkbox"
        role="switch"
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
        checked={props.checked}
        aria-checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
