import { isCode, PictureLiveError } from '@picture-live/shared/errors';
import type { AskedTakedown, Photo } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { Sheet } from '../sheet/sheet.tsx';
import type { Language } from '../words/choose.ts';
import type { Takedowns } from './asked.ts';
import { takedownWords, type TakedownWords } from './takedown-words.ts';

interface TakedownSheetProps {
  photo: Photo;
  takedowns: Takedowns;
  language: Language;
  onClose: () => void;
}

type Step = 'asking' | 'sending' | 'failed' | 'gone' | { asked: AskedTakedown };

/** "Please remove this photo of me": what it does, an optional word to the host, and what comes next. */
export function TakedownSheet({ photo, takedowns, language, onClose }: TakedownSheetProps) {
  const words = takedownWords(language);
  const [step, setStep] = useState<Step>('asking');

  async function ask(reason: string, contact: string): Promise<void> {
    setStep('sending');
    try {
      const asked = await takedowns.ask(photo.id, { reason, ...(contact !== '' && { contact }) });
      setStep({ asked });
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      setStep(isCode(error, 'photo_gone') ? 'gone' : 'failed');
    }
  }

  return (
    <Sheet title={words.title} closeLabel={language.words.close} onClose={onClose}>
      {typeof step === 'object' || step === 'gone' ? (
        <output class="sheet-body">
          <p>{step === 'gone' ? words.gone : step.asked.hidden ? words.hidden : words.recorded}</p>
          {typeof step === 'object' && <p class="sheet-hint">{words.next}</p>}
          <div class="sheet-actions">
            <button type="button" class="button is-main" onClick={onClose}>
              {words.done}
            </button>
          </div>
        </output>
      ) : (
        <Form words={words} step={step} onAsk={(...said) => void ask(...said)} />
      )}
    </Sheet>
  );
}

interface FormProps {
  words: TakedownWords;
  step: 'asking' | 'sending' | 'failed';
  onAsk: (reason: string, contact: string) => void;
}

function Form({ words, step, onAsk }: FormProps) {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const said = new FormData(event.currentTarget);
    const textOf = (name: string): string => {
      const value = said.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    onAsk(textOf('reason'), textOf('contact'));
  };
  return (
    <form class="sheet-body" onSubmit={submit}>
      <p>{words.text}</p>
      <label class="sheet-field">
        {words.reason}
        <textarea name="reason" rows={2} maxLength={1_000} />
      </label>
      <label class="sheet-field">
        {words.contact}
        <input name="contact" maxLength={200} autocomplete="email" />
      </label>
      {step === 'failed' && <p role="alert">{words.failed}</p>}
      <div class="sheet-actions">
        <button class="button is-main" disabled={step === 'sending'}>
          {step === 'sending' ? words.sending : words.ask}
        </button>
      </div>
    </form>
  );
}
