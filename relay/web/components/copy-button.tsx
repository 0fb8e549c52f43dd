import { Check, Copy } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { componentWords as words } from './words/words.ts';

const SAID_MS = 2_000;

/** Copies a text and says so. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Button
      icon={isCopied ? Check : Copy}
      onClick={() => {
        void copyText(text).then(() => setCopied(true));
      }}
    >
      {isCopied ? words.copied : (label ?? words.copy)}
    </Button>
  );
}

/** The clipboard where the page may use it, else what browsers have done before there was one. */
export async function copyText(text: string): Promise<void> {
  if ('clipboard' in navigator) {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      // A browser within an app may refuse, and still know the old way.
      () => false,
    );
    if (isCopied) return;
  }
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
