import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '../app/context.tsx';

const SAID_MS = 2_000;

/**
 * Copies a text, and says so for a moment. Not there where a browser gives no clipboard (a page
 * that is neither on this machine nor encrypted); the text beside it can be selected.
 */
export function CopyButton({
  text,
  label,
  quiet,
}: {
  text: string;
  label: string;
  quiet?: boolean;
}) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }

  if (!('clipboard' in navigator)) return null;
  const said = copied ? words.copied : label;
  return (
    <button
      type="button"
      className={quiet ? 'icon-button' : 'button'}
      aria-label={quiet ? said : undefined}
      title={quiet ? said : undefined}
      onClick={() => void copy()}
    >
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      {!quiet && said}
    </button>
  );
}
