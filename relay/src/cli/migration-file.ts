import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from './command.ts';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const MIGRATION = /^(\d{4})-.+\.ts$/;

const CONTENT = `import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('things')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('things').execute();
}
`;

/**
 * Writes a migration with the next number and lists it in index.ts.
 *
 * @param folder with the migrations and index.ts.
 * @returns the new file.
 * @throws UsageError for a name that is no name.
 */
export async function createMigration(folder: string, name: string): Promise<string> {
  if (!NAME.test(name)) {
    throw new UsageError(
      `"${name}" is no name for a migration: use small letters, digits and "-".`,
    );
  }
  const numbers = (await readdir(folder)).map((file) => Number(MIGRATION.exec(file)?.[1] ?? 0));
  const title = `${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}-${name}`;
  const index = path.join(folder, 'index.ts');
  const listed = addToIndex(await readFile(index, 'utf8'), title, name);
  const file = path.join(folder, `${title}.ts`);
  await writeFile(file, CONTENT, { flag: 'wx' });
  await writeFile(index, listed);
  return file;
}

function addToIndex(text: string, title: string, name: string): string {
  const variable = name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const imports = text.lastIndexOf('import ');
  const afterImports = text.indexOf('\n', imports) + 1;
  const end = text.lastIndexOf('};');
  if (imports < 0 || end < afterImports) {
    throw new UsageError('index.ts of the migrations does not look as expected: add it by hand.');
  }
  return [
    text.slice(0, afterImports),
    `import * as ${variable} from './${title}.ts';\n`,
    text.slice(afterImports, end),
    `  '${title}': ${variable},\n`,
    text.slice(end),
  ].join('');
}
