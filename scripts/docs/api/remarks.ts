import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../setup/places.mjs';

const FOLDER = path.join(ROOT, 'shared/src/protocol');

/**
 * What the comments of `shared/src/protocol` say of schemas (`Photo`) and their fields
 * (`Photo.seq`, `Session.mine.cover`): JSON Schema has lost them.
 */
export class Remarks {
  readonly #texts = new Map<string, string>();
  /** Whose fields a schema has besides its own. */
  readonly #bases = new Map<string, string[]>();

  static async read(): Promise<Remarks> {
    const remarks = new Remarks();
    const files = (await readdir(FOLDER)).filter((name) => /^[\w-]+\.ts$/.test(name));
    for (const file of files.toSorted()) {
      remarks.#learn(await readFile(path.join(FOLDER, file), 'utf8'));
    }
    return remarks;
  }

  /** @param place `Photo`, or `Photo.seq`; an empty text where nothing is said. */
  of(place: string): string {
    const own = this.#texts.get(place);
    if (own !== undefined) return own;
    const [schema = '', ...fields] = place.split('.');
    if (fields.length === 0) return '';
    const bases = this.#bases.get(schema) ?? [];
    return (
      bases.map((base) => this.of([base, ...fields].join('.'))).find((text) => text !== '') ?? ''
    );
  }

  /** Prettier's indentation says what is in what: two spaces a level. */
  #learn(source: string): void {
    let place: string[] = [];
    let said = '';
    for (const { line, remark } of statements(source)) {
      if (remark !== null) {
        said = remark;
        continue;
      }
      const top = /^(?:export )?(?:const|interface) (\w+)/.exec(line)?.[1];
      const field = /^(\s+)(\w+)\??: /.exec(line);
      if (top !== undefined) place = [top];
      else if (field !== null && place.length > 0) {
        place = [...place.slice(0, (field[1] ?? '').length / 2), field[2] ?? ''];
      }
      const [schema = ''] = place;
      for (const base of basesIn(line)) {
        this.#bases.set(schema, [...(this.#bases.get(schema) ?? []), base]);
      }
      if (said !== '' && (top !== undefined || field !== null)) {
        this.#texts.set(place.join('.'), said);
      }
      said = '';
    }
  }
}

function basesIn(line: string): string[] {
  const found = line.matchAll(
    /z\.(?:extend|pick|omit|partial)\((\w+)|\.\.\.(\w+)|z\.object\((\w+)\)/g,
  );
  return Array.from(found, ([, extended, spread, object]) => extended ?? spread ?? object ?? '');
}

/** The lines of the code, and between them the comments, each as one line of words. */
function* statements(source: string): Generator<{ line: string; remark: string | null }> {
  const parts = source.split(/^(\s*\/\*\*[\s\S]*?\*\/)$/m);
  for (const part of parts) {
    if (/^\s*\/\*\*/.test(part)) yield { line: '', remark: wordsOf(part) };
    else for (const line of part.split('\n')) if (line !== '') yield { line, remark: null };
  }
}

function wordsOf(comment: string): string {
  const inside = comment.replace(/^\s*\/\*\*/, '').replace(/\*\/$/, '');
  return inside
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .join(' ')
    .trim();
}
