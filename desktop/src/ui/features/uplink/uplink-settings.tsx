import type { UplinkSettings as Settings } from '../../../bridge/uplink.ts';
import { useFormat, useWords } from '../../app/context.tsx';

/** In bytes per second: half a megabit to fifty. */
const CAPS = [62_500, 125_000, 250_000, 625_000, 1_250_000, 2_500_000, 6_250_000];

const ORIGINALS = ['never', 'night', 'always'] as const;

/** Which photo goes first, how fast, and whether large ones go at all. */
export function UplinkSettings({
  settings,
  onChange,
}: {
  settings: Settings;
  onChange: (settings: Settings) => void;
}) {
  const words = useWords().uplink;
  const format = useFormat();
  const { order, cap, metered, originals } = settings;
  const caps = cap === null || CAPS.includes(cap) ? CAPS : [...CAPS, cap];
  return (
    <div className="uplink-settings">
      <label className="field">
        <span>{words.order}</span>
        <select
          value={order}
          onChange={({ target }) =>
            onChange({ ...settings, order: target.value === 'oldest' ? 'oldest' : 'newest' })
          }
        >
          <option value="newest">{words.newest}</option>
          <option value="oldest">{words.oldest}</option>
        </select>
      </label>
      <label className="field">
        <span>{words.cap}</span>
        <select
          value={cap ?? ''}
          onChange={({ target }) =>
            onChange({ ...settings, cap: target.value === '' ? null : Number(target.value) })
          }
        >
          <option value="">{words.noCap}</option>
          {caps.map((bytes) => (
            <option key={bytes} value={bytes}>
              {format.rate(bytes)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{words.originals}</span>
        <select
          value={originals}
          onChange={({ target }) =>
            onChange({
              ...settings,
              originals: ORIGINALS.find((one) => one === target.value) ?? 'never',
            })
          }
        >
          <option value="never">{words.originalsNever}</option>
          <option value="night">{words.originalsNight}</option>
          <option value="always">{words.originalsAlways}</option>
        </select>
      </label>
      <label className="uplink-metered">
        <input
          type="checkbox"
          checked={metered}
          onChange={({ target }) => onChange({ ...settings, metered: target.checked })}
        />
        {words.metered}
      </label>
    </div>
  );
}
