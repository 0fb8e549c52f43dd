interface ChoiceProps<Value extends string | number> {
  name: string;
  legend: string;
  value: Value;
  values: readonly Value[];
  textOf: (value: Value) => string;
  onChoose: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export function Choice<Value extends string | number>(props: ChoiceProps<Value>) {
  const { name, legend, value, values, textOf, onChoose } = props;
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      <div class="choice-row">
        {values.map((one) => (
          <label class="choice-one" key={one}>
            <input
              type="radio"
              name={name}
              checked={one === value}
              onChange={() => onChoose(one)}
            />
            <span>{textOf(one)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
