import { useLive, useSessions } from '@picture-live/shared/hooks/preact';
import type { DeviceInfo } from '@picture-live/shared/protocol';
import { Laptop, ListChecks, Plus, Unplug } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Table } from '../../components/table.tsx';
import { usePlace } from '../app/router.ts';
import { useLoaded } from '../loading/use-loaded.ts';
import { WhenLoaded } from '../loading/when-loaded.tsx';
import { formatFromNow } from '../words/formats.ts';
import './devices.css';
import { PairDialog } from './pair-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { SessionsDialog } from './sessions-dialog.tsx';
import { devicesWords as words } from './words.ts';

/** A laptop that was there a moment ago is there. */
const LOOK_EVERY_MS = 30_000;
/** One that was just paired takes its token within seconds, and is listed then. */
const EXPECTED = { everyMs: 1_500, forMs: 60_000 };
/** Named in full in the table. */
const MOST_NAMED = 2;

type Asked = { what: 'pair' } | { what: 'sessions' | 'revoke'; device: DeviceInfo } | null;

/** One's own laptops: where they deliver to, when they were last there, and how to end it. */
export function DevicesPage() {
  const { api } = useLive();
  const { query } = usePlace();
  // The link on a laptop's screen leads here with its code.
  const [asked, setAsked] = useState<Asked>(query.has('code') ? { what: 'pair' } : null);
  const loaded = useLoaded('devices', () => api.devices());
  const { reload } = loaded;
  const [isExpecting, setExpecting] = useState(false);
  const count = loaded.value?.length ?? 0;
  useEffect(() => {
    const timer = setInterval(reload, isExpecting ? EXPECTED.everyMs : LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [reload, isExpecting]);
  useEffect(() => setExpecting(false), [count]);
  useEffect(() => {
    if (!isExpecting) return undefined;
    const timer = setTimeout(() => setExpecting(false), EXPECTED.forMs);
    return () => clearTimeout(timer);
  }, [isExpecting]);
  const close = (): void => setAsked(null);
  const pair = (
    <Button kind="primary" icon={Plus} onClick={() => setAsked({ what: 'pair' })}>
      {words.pair}
    </Button>
  );
  return (
    <>
      <header class="page-head">
        <h1>{words.title}</h1>
        <div class="page-actions">{pair}</div>
      </header>
      <p class="muted devices-intro">{words.intro}</p>
      <WhenLoaded loaded={loaded}>
        {(devices) =>
          devices.length === 0 ? (
            <Empty icon={Laptop} title={words.emptyTitle} text={words.emptyText} />
          ) : (
            <Devices devices={devices} onAsk={setAsked} />
          )
        }
      </WhenLoaded>
      {asked?.what === 'pair' && (
        <PairDialog
          code={query.get('code') ?? ''}
          onDone={() => setExpecting(true)}
          onClose={close}
        />
      )}
      {asked?.what === 'sessions' && (
        <SessionsDialog device={asked.device} onDone={reload} onClose={close} />
      )}
      {asked?.what === 'revoke' && (
        <RevokeDialog device={asked.device} onDone={reload} onClose={close} />
      )}
    </>
  );
}

function Devices(props: { devices: readonly DeviceInfo[]; onAsk: (asked: Asked) => void }) {
  const { sessions } = useSessions();
  const titles = new Map(sessions.map(({ id, title }) => [id, title]));
  const sayTargets = ({ sessionIds }: DeviceInfo): string => {
    const known = sessionIds.flatMap((id) => titles.get(id) ?? []);
    if (sessionIds.length === 0) return words.noSessions;
    const rest = sessionIds.length - Math.min(known.length, MOST_NAMED);
    const named = known.slice(0, MOST_NAMED).join(', ');
    return rest === 0 ? named : `${named} ${words.more(rest)}`;
  };
  return (
    <div class="panel devices">
      <Table<DeviceInfo>
        label={words.title}
        rows={props.devices}
        keyOf={({ id }) => id}
        columns={[
          { title: words.name, cell: nameOf },
          {
            title: words.seen,
            cell: ({ lastSeenAt = null }) =>
              lastSeenAt === null ? words.neverSeen : formatFromNow(lastSeenAt, Date.now()),
          },
          { title: words.sessions, cell: sayTargets },
          {
            title: words.actions,
            quiet: true,
            cell: (device) => actionsOf(device, props.onAsk),
          },
        ]}
      />
    </div>
  );
}

function nameOf({ name }: DeviceInfo) {
  return <strong>{name}</strong>;
}

function actionsOf(device: DeviceInfo, onAsk: (asked: Asked) => void) {
  return (
    <span class="row devices-actions">
      <Button
        icon={ListChecks}
        label={words.chooseSessions(device.name)}
        onClick={() => onAsk({ what: 'sessions', device })}
      >
        {words.changeSessions}
      </Button>
      <Button
        kind="danger"
        icon={Unplug}
        label={words.revokeName(device.name)}
        onClick={() => onAsk({ what: 'revoke', device })}
      >
        {words.revoke}
      </Button>
    </span>
  );
}
