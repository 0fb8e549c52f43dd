import { useCallback } from 'react';
import type { FoundFile } from '../../../bridge/ledger-calls.ts';
import { useApp, useFormat, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useAsked } from './use-asked.ts';

/** The files of which a part of the path is `text`, the newest first. */
export function FoundFiles({
  text,
  onChoose,
}: {
  text: string;
  onChoose: (file: FoundFile) => void;
}) {
  const { engine, store } = useApp();
  const words = useWords().ledger.history;
  const format = useFormat();
  const ask = useCallback(() => engine.call('searchFiles', { text }), [engine, text]);
  const { answer, trouble } = useAsked(ask);
  if (!answer) return <Trouble text={trouble} />;

  function choose(file: FoundFile): void {
    store.dispatch({ type: 'pick', id: file.shotId });
    onChoose(file);
  }

  return (
    <>
      <Trouble text={trouble} />
      {answer.files.length === 0 && <p className="secondary">{words.none}</p>}
      <ul className="found">
        {answer.files.map((file) => (
          <li key={`${file.shotId}/${file.path}`}>
            <button type="button" onClick={() => choose(file)}>
              <strong>{file.name}</strong>
              <FoundState state={file.state} />
              <span className="secondary">{file.path}</span>
              <span className="secondary">{format.time(file.seenAt)}</span>
            </button>
          </li>
        ))}
      </ul>
      {answer.more && <p className="secondary">{words.more(format.count(answer.files.length))}</p>}
    </>
  );
}

function FoundState({ state }: { state: string | null }) {
  const words = useWords();
  const known: Record<string, string> = words.states;
  return <span>{state === null ? words.ledger.history.gone : (known[state] ?? state)}</span>;
}
