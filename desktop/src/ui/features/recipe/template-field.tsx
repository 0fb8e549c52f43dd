import { TEMPLATE_VARIABLES } from '@picture-live/shared/domain';
import { useId, useRef } from 'react';
import { useWords } from '../../app/context.tsx';
import './template-field.css';

/** A text with variables, and a list to put them in where the cursor is. */
export function TemplateField(props: {
  label: string;
  placeholder?: string;
  value: string;
  maxLength: number;
  onChange: (value: string) => void;
}) {
  const { label, placeholder, value, maxLength, onChange } = props;
  const words = useWords().recipe;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);

  function insert(variable: string): void {
    const at = input.current?.selectionStart ?? value.length;
    onChange(`${value.slice(0, at)}{${variable}}${value.slice(at)}`);
    input.current?.focus();
  }

  return (
    <div className="field template-field">
      <span>
        <label htmlFor={id}>{label}</label>
        <select
          aria-label={words.insertInto(label)}
          value=""
          onChange={({ target }) => insert(target.value)}
        >
          <option value="" disabled>
            {words.insert}
          </option>
          {TEMPLATE_VARIABLES.map((variable) => (
            <option key={variable} value={variable}>
              {words.variables[variable]}
            </option>
          ))}
        </select>
      </span>
      <input
        id={id}
        ref={input}
        type="text"
        value={value}
        maxLength={maxLength}
        placeholder={placeholder}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
