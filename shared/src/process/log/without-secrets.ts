/**
 * What opens something and may stand in the sentence of a failure, such as an address that was
 * asked: tokens, what is called a secret in a query, signatures of pictures and of the store.
 */
const SECRETS: readonly (readonly [pattern: RegExp, kept: string])[] = [
  // No `\b` before it: in a line of JSON a break of the text is the letter n.
  [/eyJ[\w-]{8,500}\.[\w-]+\.[\w-]*/g, '…'],
  [/(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 …'],
  [
    /([?&;#](?:[\w-]{0,40}(?:token|secret|password|signature|credential|code|key)[\w-]{0,40})=)[^&\s"'\\)>]+/gi,
    '$1…',
  ],
  [/(\/media\/)[\w-]+\/[\w-]+\//g, '$1…/'],
  [/(:\/\/)[^\s/@:"']*:[^\s/@"']+@/g, '$1…@'],
  // Not files such as /g/shell.html; the dot of a sentence is another.
  [/(\/(?:g|wall)\/)[a-z0-9][a-z0-9-]*(?![\w-]|\.\w)/g, '$1…'],
  [/(\/studio\/join#)[^\s"'\\)>]+/g, '$1…'],
];

/** The text without what would open anything; the last fence, behind not writing it at all. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((told, [pattern, kept]) => told.replaceAll(pattern, kept), text);
}
