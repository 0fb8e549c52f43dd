import { useId, type ReactNode } from 'react';
import type { ChoiceProps } from '../../components/field.tsx';
import './fields.css';

/** A part of the form under its own title. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="recipe-section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

/** A share of one, shown and moved in per cent. */
export function ShareField(props: {
  label: string;
  value: number;
  /** The slider's ends and step, in per cent; what was set otherwise stays. */
  range: { min: number; max: number; step: number };
  onChange: (share: number) => void;
}) {
  const { label, value, range, onChange } = props;
  const percent = Math.round(value * 1000) / 10;
  return (
    <label className="field share-field">
      <span>
        {label}
        <output>{percent} %</output>
      </span>
      <input
        type="range"
        {...range}
        value={percent}
        onChange={({ target }) => onChange(Number(target.value) / 100)}
      />
    </label>
  );
}

/** A few options side by side. */
export function Segments<T extends string>(props: ChoiceProps<T>) {
  const { label, value, options, words, onChange } = props;
  const name = useId();
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          <span>{words[option]}</span>
        </label>
      ))}
    </fieldset>
  );
}
