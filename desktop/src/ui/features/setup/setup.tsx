import { Check, X } from 'lucide-react';
import { useApp, useWords } from '../../app/context.tsx';
import { useTask } from '../../components/use-task.ts';
import { SECOND_STEPS, SETUP_STEPS, type SetupStep, type SetupView } from '../../../bridge/desk.ts';
import { FoldersStep } from './folders-step.tsx';
import { PairStep } from './pair-step.tsx';
import { RecipeStep } from './recipe-step.tsx';
import { RelayStep } from './relay-step.tsx';
import { SessionStep } from './session-step.tsx';
import { TestStep } from './test-step.tsx';
import './setup.css';

const PAGES = {
  relay: RelayStep,
  pair: PairStep,
  session: SessionStep,
  folders: FoldersStep,
  recipe: RecipeStep,
  test: TestStep,
} as const satisfies Record<SetupStep, unknown>;

/** From nothing to a photo on the gallery, in steps that can be skipped and taken up later. */
export function Setup({ setup }: { setup: SetupView }) {
  const { engine } = useApp();
  const all = useWords();
  const words = all.desk.setup;
  const title = setup.second ? all.destinations.setupTitle : words.title;
  const steps = setup.second ? SECOND_STEPS : SETUP_STEPS;
  const task = useTask();
  const Page = PAGES[setup.step];
  const at = steps.indexOf(setup.step);
  return (
    <main className="setup">
      <header className="setup-head">
        <h1>{title}</h1>
        <p className="setup-count">{words.stepOf(at + 1, steps.length)}</p>
        {setup.canClose && (
          <button
            type="button"
            className="button"
            onClick={() =>
              task.run(async () => {
                await engine.call('closeSetup', null);
              })
            }
          >
            <X aria-hidden />
            {setup.second ? all.destinations.cancel : words.close}
          </button>
        )}
      </header>
      <nav aria-label={title}>
        <ol className="setup-steps">
          {steps.map((step, index) => (
            <li key={step}>
              <button
                type="button"
                aria-current={step === setup.step ? 'step' : undefined}
                disabled={!canGoTo(step, setup)}
                onClick={() =>
                  task.run(async () => {
                    await engine.call('openSetup', { step, second: setup.second });
                  })
                }
              >
                <span className="setup-number">
                  {index < at ? <Check aria-hidden /> : index + 1}
                </span>
                {words.steps[step]}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <Page key={setup.step} setup={setup} />
    </main>
  );
}

function canGoTo(step: SetupStep, { relayUrl, paired, account, canClose }: SetupView): boolean {
  if (step === 'relay') return true;
  if (step === 'pair') return relayUrl !== null;
  return step === 'session' ? paired || account !== null : canClose;
}
