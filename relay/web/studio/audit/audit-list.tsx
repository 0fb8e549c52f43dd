import type {
  AuditAction,
  AuditEntry,
  AuditFilter,
  AuditPage,
} from '@picture-live/shared/protocol';
import { ScrollText } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { useTask } from '../../components/use-task.ts';
import { useLoaded } from '../loading/use-loaded.ts';
import { WhenLoaded } from '../loading/when-loaded.tsx';
import { formatMoment } from '../words/formats.ts';
import './audit.css';
import { deedOf, whoOf, type Names } from './sentence.ts';
import { auditWords as words } from './words.ts';

type Query = AuditFilter & { after?: string | undefined };

export interface AuditListProps {
  /** What this is a list of: another one begins anew. */
  name: string;
  /** Which actions can be there at all. */
  actions: readonly AuditAction[];
  /** Who can be filtered by, by id; left out where it is always the same person. */
  people?: Names;
  names: Names;
  /** Changes when there may be newer entries. */
  pulse: number;
  list: (query: Query) => Promise<AuditPage>;
}

interface Wish {
  action: AuditAction | '';
  person: string;
  /** Days as `<input type="date">` has them; empty: no such end. */
  from: string;
  to: string;
}

const EVERYTHING: Wish = { action: '', person: '', from: '', to: '' };
const DAY_MS = 86_400_000;
/** As many as the relay gives at once. */
const PAGE = 50;

/** Who did what, newest first, narrowed down by what, whom and when. */
export function AuditList(props: AuditListProps) {
  const [wish, setWish] = useState(EVERYTHING);
  const filter = filterOf(wish);
  const key = `${props.name} ${JSON.stringify(filter)}`;
  const loaded = useLoaded(key, () => props.list(filter));
  const { reload } = loaded;
  // Whoever reads further back is not thrown to the beginning.
  const isLong = (loaded.value?.entries.length ?? 0) > PAGE;
  useEffect(() => {
    if (!isLong) reload();
  }, [props.pulse, isLong, reload]);
  const more = useTask(async (page: AuditPage) => {
    const older = await props.list({ ...filter, after: page.nextCursor ?? undefined });
    loaded.put({ ...older, entries: [...page.entries, ...older.entries] });
  });
  return (
    <div class="audit">
      <Filters {...props} wish={wish} onWish={setWish} />
      <WhenLoaded loaded={loaded} lines={6}>
        {(page) =>
          page.entries.length === 0 ? (
            <Empty icon={ScrollText} title={words.emptyTitle} text={words.emptyText} />
          ) : (
            <>
              <ol class="audit-list">
                {page.entries.map((entry) => (
                  <Entry key={entry.id} entry={entry} names={props.names} />
                ))}
              </ol>
              {page.nextCursor !== null && (
                <div>
                  <Button busy={more.busy} onClick={() => void more.run(page)}>
                    {words.more}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </WhenLoaded>
    </div>
  );
}

function Entry({ entry, names }: { entry: AuditEntry; names: Names }) {
  return (
    <li>
      <p>
        <strong>{whoOf(entry, names)}</strong> {deedOf(entry, names)}
      </p>
      <p class="muted">
        <time dateTime={new Date(entry.at).toISOString()}>{formatMoment(entry.at)}</time>
        {entry.network !== null && ` · ${words.by(entry.network)}`}
      </p>
    </li>
  );
}

interface FiltersProps extends AuditListProps {
  wish: Wish;
  onWish: (wish: Wish) => void;
}

function Filters({ actions, people, wish, onWish }: FiltersProps) {
  const isNarrow = Object.values(wish).some((one) => one !== '');
  return (
    <fieldset class="audit-filters">
      <legend class="unseen">{words.filter}</legend>
      <SelectField
        label={words.what}
        value={wish.action}
        options={[
          { value: '', label: words.anything },
          ...actions.map((value) => ({ value, label: words.names[value] })),
        ]}
        onChoose={(action) => onWish({ ...wish, action })}
      />
      {people !== undefined && (
        <SelectField
          label={words.who}
          value={wish.person}
          options={[
            { value: '', label: words.anybody },
            ...[...people].map(([value, label]) => ({ value, label })),
          ]}
          onChoose={(person) => onWish({ ...wish, person })}
        />
      )}
      <TextField
        label={words.from}
        type="date"
        value={wish.from}
        onText={(from) => onWish({ ...wish, from })}
      />
      <TextField
        label={words.to}
        type="date"
        value={wish.to}
        onText={(to) => onWish({ ...wish, to })}
      />
      {isNarrow && (
        <Button kind="quiet" onClick={() => onWish(EVERYTHING)}>
          {words.clear}
        </Button>
      )}
    </fieldset>
  );
}

/** Days begin and end by the clock of this computer. */
function filterOf({ action, person, from, to }: Wish): AuditFilter {
  const start = Date.parse(`${from}T00:00`);
  const end = Date.parse(`${to}T00:00`) + DAY_MS - 1;
  return {
    ...(action !== '' && { action }),
    ...(person !== '' && { actorId: person }),
    ...(!Number.isNaN(start) && { from: start }),
    ...(!Number.isNaN(end) && { to: end }),
  };
}
