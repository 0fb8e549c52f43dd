import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { ROOT } from '../../setup/places.mjs';
import { NAME_SOURCES, OPTION_SOURCES } from './covered.ts';
import { scripts } from './read-commands.ts';

/** Units of ours are files in deploy/systemd, or stand in the same document. */
export async function assertUnits(text: string, document: string): Promise<void> {
  const commands = text.match(/(?:systemctl|journalctl) [^\n&]*/g) ?? [];
  for (const command of commands) {
    for (const [unit] of command.matchAll(/(?<=\s)picture-live[\w-]*@?/g)) {
      const isFile = existsSync(path.join(ROOT, 'deploy/systemd', `${unit}.service`));
      const said = await readFile(path.join(ROOT, document), 'utf8');
      expect(isFile || said.includes(`/${unit}.service`), `${unit} in ${document}`).toBe(true);
    }
  }
}

/** Every `npm run NAME -- --option` of a text is a script, and every option one of its own. */
export async function assertScripts(text: string, document: string): Promise<void> {
  const known = await scripts();
  for (const [command, name = ''] of text.matchAll(/npm (?:run )?([\w:]+)[^\n;&|`]*/g)) {
    if (name === 'test' || name === 'run') continue;
    expect(Object.keys(known), `${command} in ${document}`).toContain(name);
    const names = NAME_SOURCES[name];
    if (names !== undefined) {
      const source = await readFile(path.join(ROOT, names), 'utf8');
      const said = / -- (.*)$/.exec(command)?.[1]?.split(' ') ?? [];
      for (const one of said.filter((word) => /^[a-z][a-z-]*$/.test(word))) {
        expect(source, `${one}: ${command} in ${document}`).toMatch(
          new RegExp(`['"]?\\b${one}\\b['"]?`),
        );
      }
    }
    const options = Array.from(command.matchAll(/ --([a-z][\w-]*)/g), ([, option = '']) => option);
    if (options.length === 0) continue;
    const source = await readFile(path.join(ROOT, OPTION_SOURCES[name] ?? 'none'), 'utf8');
    for (const option of options.filter((one) => one !== 'help')) {
      const isThere = new RegExp(`--${option}\\b|['"]${option}['"]|\\b${option}:`).test(source);
      expect(isThere, `--${option}: ${command} in ${document}`).toBe(true);
    }
  }
}
