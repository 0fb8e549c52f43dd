import {
  WATERMARK_FONTS,
  WATERMARK_POSITIONS,
  type Recipe,
  type TextWatermark,
  type Watermark,
  type WatermarkPosition,
} from '@picture-live/shared/domain';
import { useId } from 'react';
import { useWords } from '../../app/context.tsx';
import { Choice, Field } from '../../components/field.tsx';
import { ArtworkSlots } from './artwork-slots.tsx';
import { withDrawing, withKind } from './edited-recipe.ts';
import { Section, Segments, ShareField } from './fields.tsx';
import { TemplateField } from './template-field.tsx';
import './watermark-fields.css';

const KINDS = ['none', 'text', 'logo'] as const;

/** Text or logo, how it looks and where it stands. */
export function WatermarkFields(props: { recipe: Recipe; onChange: (recipe: Recipe) => void }) {
  const { recipe, onChange } = props;
  const { watermark } = recipe;
  const words = useWords().recipe;
  const change = (changed: Watermark) => onChange({ ...recipe, watermark: changed });
  return (
    <Section title={words.watermark}>
      <Segments
        label={words.watermark}
        value={watermark?.kind ?? 'none'}
        options={KINDS}
        words={words.kinds}
        onChange={(kind) => onChange(withKind(recipe, kind))}
      />
      {watermark?.kind === 'text' && <TextFields watermark={watermark} onChange={change} />}
      {watermark?.kind === 'logo' && (
        <ArtworkSlots
          artwork={watermark.artwork}
          hint={words.logoHint}
          onChange={(shape, hash) =>
            change({ ...watermark, artwork: withDrawing(watermark.artwork, shape, hash) })
          }
        />
      )}
      {watermark && <PlaceFields watermark={watermark} onChange={change} />}
    </Section>
  );
}

function TextFields(props: {
  watermark: TextWatermark;
  onChange: (watermark: TextWatermark) => void;
}) {
  const { watermark, onChange } = props;
  const words = useWords().recipe;
  return (
    <>
      <TemplateField
        label={words.text}
        value={watermark.text}
        maxLength={200}
        onChange={(text) => onChange({ ...watermark, text })}
      />
      <div className="field-row">
        <Choice
          label={words.font}
          value={watermark.font}
          options={WATERMARK_FONTS}
          words={words.fonts}
          onChange={(font) => onChange({ ...watermark, font })}
        />
        <Field label={words.colour}>
          <input
            type="color"
            value={watermark.colour}
            onChange={({ target }) => onChange({ ...watermark, colour: target.value })}
          />
        </Field>
      </div>
    </>
  );
}

function PlaceFields({
  watermark,
  onChange,
}: {
  watermark: Watermark;
  onChange: (watermark: Watermark) => void;
}) {
  const words = useWords().recipe;
  const size =
    watermark.kind === 'text' ? { min: 0.5, max: 12, step: 0.1 } : { min: 2, max: 100, step: 0.5 };
  return (
    <div className="field-row place-fields">
      <div className="share-fields">
        <ShareField
          label={words.size}
          value={watermark.size}
          range={size}
          onChange={(share) => onChange({ ...watermark, size: share })}
        />
        <ShareField
          label={words.opacity}
          value={watermark.opacity}
          range={{ min: 0, max: 100, step: 1 }}
          onChange={(opacity) => onChange({ ...watermark, opacity })}
        />
        <ShareField
          label={words.margin}
          value={watermark.margin}
          range={{ min: 0, max: 20, step: 0.1 }}
          onChange={(margin) => onChange({ ...watermark, margin })}
        />
      </div>
      <PositionField
        value={watermark.position}
        onChange={(position) => onChange({ ...watermark, position })}
      />
    </div>
  );
}

/** The nine places, as they lie on the photo. */
function PositionField(props: {
  value: WatermarkPosition;
  onChange: (value: WatermarkPosition) => void;
}) {
  const { value, onChange } = props;
  const words = useWords().recipe;
  const name = useId();
  return (
    <fieldset className="positions">
      <legend>{words.position}</legend>
      {WATERMARK_POSITIONS.map((position) => (
        <input
          key={position}
          type="radio"
          name={name}
          aria-label={words.positions[position]}
          title={words.positions[position]}
          checked={position === value}
          onChange={() => onChange(position)}
        />
      ))}
    </fieldset>
  );
}
