/** Why something the person asked for did not work. */
export function Trouble({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p className="trouble tone-failed" role="alert">
      {text}
    </p>
  );
}
