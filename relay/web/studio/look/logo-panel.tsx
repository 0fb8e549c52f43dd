import type { Session } from '@picture-live/shared/protocol';
import { useLive, useWebSocket } from '@picture-live/shared/hooks/preact';
import { Trash2, Upload } from 'lucide-preact';
import { useId, useRef } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { sayFailed, sayUndoable } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { useChange } from '../session/use-change.ts';
import { sayProblem } from '../words/problem.ts';
import { shrinkLogo } from './shrink-logo.ts';
import { lookWords as words } from './words.ts';

/** The logo: brought at once, and the one before can be put back. */
export function LogoPanel({ session }: { session: Session }) {
  const { api } = useLive();
  const { take } = useWebSocket(session.id);
  const change = useChange(session);
  const input = useRef<HTMLInputElement>(null);
  const titleId = useId();
  const logoUrl = session.branding?.logoUrl ?? null;
  const bringing = useTask(async (png: Blob) => {
    const content = new Uint8Array(await png.arrayBuffer());
    take(await api.setLogo(session.id, { name: 'logo.png', content }));
  });

  async function bring(file: File): Promise<void> {
    const png = await shrinkLogo(file).catch(() => null);
    if (png === null) return void sayFailed(words.logoUnreadable);
    const failure = await bringing.run(png);
    if (failure !== null) return sayProblem(failure, () => void bring(file));
    sayUndoable(words.logoSet, () => void put(logoUrl, words.logoSet));
  }

  function put(url: string | null, said: string): Promise<boolean> {
    return change({ wanted: { branding: { logoUrl: url } }, said });
  }

  async function remove(): Promise<void> {
    const wanted = { branding: { logoUrl: null } };
    await change({ wanted, said: words.logoRemoved, undo: { branding: { logoUrl } } });
  }

  return (
    <section class="panel" aria-labelledby={titleId}>
      <h2 id={titleId}>{words.logoTitle}</h2>
      <p class="muted">{words.logoText}</p>
      {logoUrl !== null && <img class="logo-shown" src={logoUrl} alt={words.logo} />}
      <input
        ref={input}
        class="unseen"
        type="file"
        aria-label={words.chooseLogo}
        tabIndex={-1}
        accept="image/png,image/jpeg,image/webp,image/svg+xml"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) void bring(file);
        }}
      />
      <div class="row">
        <Button icon={Upload} busy={bringing.busy} onClick={() => input.current?.click()}>
          {logoUrl === null ? words.chooseLogo : words.changeLogo}
        </Button>
        {logoUrl !== null && (
          <Button kind="quiet" icon={Trash2} onClick={() => void remove()}>
            {words.removeLogo}
          </Button>
        )}
      </div>
    </section>
  );
}
