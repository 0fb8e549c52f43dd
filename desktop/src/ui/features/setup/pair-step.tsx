import { ExternalLink } from 'lucide-react';
import { useApp, useFormat, useWords } from '../../app/context.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import type { PairingView, SetupView } from '../../../bridge/desk.ts';
import { LoginForm } from './login-form.tsx';
import { Onward, Step } from './step.tsx';

export function PairStep({ setup }: { setup: SetupView }) {
  const words = useWords().desk.setup;
  return (
    <Step title={words.pairTitle}>
      <p className="secondary">{words.pairAt(setup.relayUrl ?? '')}</p>
      {setup.paired && (
        <div className="setup-known">
          <p>{words.paired}</p>
          <Onward to="session" skips={false} second={setup.second} />
        </div>
      )}
      <div className="setup-ways">
        <section>
          <h3>{words.byCode}</h3>
          <p className="secondary">{words.byCodeHint}</p>
          <ByCode pairing={setup.pairing} />
        </section>
        <section>
          <h3>{words.byLogin}</h3>
          <p className="secondary">{words.byLoginHint}</p>
          <LoginForm />
        </section>
      </div>
    </Step>
  );
}

function ByCode({ pairing }: { pairing: PairingView | null }) {
  const { engine } = useApp();
  const words = useWords().desk.setup;
  const task = useTask();
  async function getCode(): Promise<void> {
    await engine.call('pairByCode', null);
  }
  return (
    <>
      {pairing?.state === 'waiting' && <WaitingCode pairing={pairing} />}
      {pairing?.state === 'ended' && <Trouble text={pairing.message} />}
      <button
        type="button"
        className="button"
        disabled={task.running}
        onClick={() => task.run(getCode)}
      >
        {pairing === null ? words.getCode : words.newCode}
      </button>
      <Trouble text={task.trouble} />
    </>
  );
}

function WaitingCode({ pairing }: { pairing: Extract<PairingView, { state: 'waiting' }> }) {
  const words = useWords().desk.setup;
  const format = useFormat();
  const address = `${pairing.verificationUri}?code=${encodeURIComponent(pairing.userCode)}`;
  return (
    <div className="setup-code">
      <QrCode address={address} label={words.enterAt} />
      <div>
        <p className="secondary">{words.enterAt}</p>
        <p>
          <a href={address} target="_blank" rel="noreferrer">
            {pairing.verificationUri}
            <ExternalLink aria-hidden />
          </a>
        </p>
        <p className="setup-user-code">
          <output aria-label={words.codeLabel}>{pairing.userCode}</output>
          <CopyButton text={pairing.userCode} label={words.codeLabel} quiet />
        </p>
        <output className={pairing.message === null ? 'secondary' : 'tone-moving'}>
          {pairing.message ?? words.waiting}
        </output>
        <p className="secondary">{words.validUntil(format.time(pairing.expiresAt))}</p>
      </div>
    </div>
  );
}
