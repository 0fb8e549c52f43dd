import type { InputHTMLAttributes, ReactNode } from 'react';

/** A word above whatever is filled in. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="field">
      <span>{label}</span>
      {children}
    </label>
  );
}

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  label: string;
  type?: 'text' | 'email' | 'password';
  value: string;
  onText: (text: string) => void;
}

/** A line of text under its word. */
export function TextField({ label, type = 'text', onText, ...input }: TextFieldProps) {
  return (
    <Field label={label}>
      <input type={type} {...input} onChange={({ target }) => onText(target.value)} />
    </Field>
  );
}

export interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly T[];
  words: Readonly<Record<T, string>>;
  onChange: (value: T) => void;
}

/** One of a few. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, value, options, words, onChange } = props;
  return (
    <Field label={label}>
      <select
        value={value}
        onChange={({ target }) => {
          const chosen = options.find((option) => option === target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {words[option]}
          </option>
        ))}
      </select>
    </Field>
  );
}
