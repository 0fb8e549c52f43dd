import { NO_ARTWORK, type Recipe } from '@picture-live/shared/domain';
import { RENDITION_NAMES } from '@picture-live/shared/protocol';
import { useWords } from '../../app/context.tsx';
import { Choice } from '../../components/field.tsx';
import { ArtworkSlots } from './artwork-slots.tsx';
import { typedTemplate, withFrameDrawing } from './edited-recipe.ts';
import { Section, ShareField } from './fields.tsx';
import { TemplateField } from './template-field.tsx';
import './recipe-fields.css';

interface Props {
  recipe: Recipe;
  onChange: (recipe: Recipe) => void;
}

/** A drawing over the whole photo. */
export function FrameFields({ recipe, onChange }: Props) {
  const words = useWords().recipe;
  const { frame } = recipe;
  return (
    <Section title={words.frame}>
      <ArtworkSlots
        artwork={frame?.artwork ?? NO_ARTWORK}
        hint={words.frameHint}
        onChange={(shape, hash) => onChange(withFrameDrawing(recipe, shape, hash))}
      />
      {frame && (
        <div className="field-row">
          <Choice
            label={words.fit}
            value={frame.fit}
            options={['stretch', 'fit']}
            words={words.fits}
            onChange={(fit) => onChange({ ...recipe, frame: { ...frame, fit } })}
          />
          <ShareField
            label={words.opacity}
            value={frame.opacity}
            range={{ min: 0, max: 100, step: 1 }}
            onChange={(opacity) => onChange({ ...recipe, frame: { ...frame, opacity } })}
          />
        </div>
      )}
    </Section>
  );
}

/** What is written into the files; each of the two can be left out. */
export function CreditFields({ recipe, onChange }: Props) {
  const words = useWords().recipe;
  const { metadata } = recipe;
  return (
    <Section title={words.credit}>
      {(['artist', 'copyright'] as const).map((name) => (
        <div className="credit-field" key={name}>
          <TemplateField
            label={words[name]}
            placeholder={words.asCamera}
            value={recipe[name] ?? ''}
            maxLength={name === 'artist' ? 200 : 400}
            onChange={(text) => onChange({ ...recipe, [name]: typedTemplate(text) })}
          />
          <label className="check-field">
            <input
              type="checkbox"
              checked={metadata[name]}
              onChange={({ target }) =>
                onChange({ ...recipe, metadata: { ...metadata, [name]: target.checked } })
              }
            />
            {words.writes}
          </label>
        </div>
      ))}
      <p className="secondary">{words.creditHint}</p>
    </Section>
  );
}

/** What guests read below new photos. */
export function CaptionFields({ recipe, onChange }: Props) {
  const words = useWords().recipe;
  return (
    <Section title={words.inGallery}>
      <TemplateField
        label={words.caption}
        placeholder={words.captionNone}
        value={recipe.caption ?? ''}
        maxLength={400}
        onChange={(text) => onChange({ ...recipe, caption: typedTemplate(text) })}
      />
      <p className="secondary">{words.captionHint}</p>
    </Section>
  );
}

export function SizeFields({ recipe, onChange }: Props) {
  const words = useWords().recipe;
  return (
    <Section title={words.sizes}>
      <table className="size-table">
        <thead>
          <tr>
            <th scope="col">{words.rendition}</th>
            <th scope="col">
              {words.longEdge} ({words.pixels})
            </th>
            <th scope="col">{words.quality}</th>
          </tr>
        </thead>
        <tbody>
          {RENDITION_NAMES.map((name) => (
            <tr key={name}>
              <th scope="row">{words.renditions[name]}</th>
              {(['longEdge', 'quality'] as const).map((setting) => (
                <td key={setting}>
                  <input
                    type="number"
                    aria-label={`${words.renditions[name]}: ${words[setting]}`}
                    min={setting === 'longEdge' ? 64 : 1}
                    max={setting === 'longEdge' ? 8192 : 100}
                    value={recipe[name][setting]}
                    onChange={({ target }) =>
                      onChange({
                        ...recipe,
                        [name]: { ...recipe[name], [setting]: Number(target.value) },
                      })
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Choice
        label={words.format}
        value={recipe.format}
        options={['jpeg', 'progressive']}
        words={words.formats}
        onChange={(format) => onChange({ ...recipe, format })}
      />
    </Section>
  );
}
