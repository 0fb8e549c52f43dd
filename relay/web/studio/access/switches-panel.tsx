import type { Session, SessionSwitches } from '@picture-live/shared/protocol';
import { Switch } from '../../components/field.tsx';
import { useChange } from '../session/use-change.ts';
import { accessWords as words } from './words.ts';

const SWITCHES: readonly [name: keyof SessionSwitches, label: string, hint: string][] = [
  ['download', words.download, words.downloadHint],
  ['originals', words.originals, words.originalsHint],
  ['likes', words.likes, words.likesHint],
  ['comments', words.comments, words.commentsHint],
  ['guestUploads', words.guestUploads, words.guestUploadsHint],
];

/** What guests may do besides looking. */
export function SwitchesPanel({ session }: { session: Session }) {
  const change = useChange(session);
  const { switches } = session;
  if (switches === undefined) return null;
  return (
    <section class="panel">
      <h2>{words.mayTitle}</h2>
      {SWITCHES.map(([name, label, hint]) => (
        <Switch
          key={name}
          label={label}
          hint={hint}
          checked={switches[name]}
          // The originals are among what may be saved.
          disabled={name === 'originals' && !switches.download}
          onChange={(on) =>
            void change({
              wanted: { switches: { [name]: on } },
              said: on ? words.turnedOn(label) : words.turnedOff(label),
              undo: { switches: { [name]: !on } },
            })
          }
        />
      ))}
    </section>
  );
}
