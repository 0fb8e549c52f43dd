import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const IGNORED_FOLDERS = new Set(['node_modules', 'dist']);
const IGNORED_FILES = /^\.|\.test\.tsx?$/;

/**
 * A hash over names and contents of all files below `places`, the same on every machine. Contents
 * and not modification times: a fresh clone, a branch switched there and back, or a restored
 * backup changes the times and nothing else, and the few hundred files read in milliseconds.
 *
 * @param {string} root folder that the places are relative to
 * @param {readonly string[]} places files and folders, with forward slashes; a missing one counts as such
 * @param {string} [salt] anything else the result depends on
 */
export function fingerprint(root, places, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const place of places) {
    for (const file of filesBelow(root, place)) {
      const bytes = readFileSync(path.join(root, file));
      hash.update(`\n${file} ${bytes.length}\n`).update(bytes);
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} place
 * @returns {string[]} paths relative to root, in an order that does not depend on the file system
 */
function filesBelow(root, place) {
  const found = statSync(path.join(root, place), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [place];
  const files = [];
  const entries = readdirSync(path.join(root, place), { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const below = `${place}/${entry.name}`;
    if (entry.isDirectory() && !IGNORED_FOLDERS.has(entry.name)) {
      files.push(...filesBelow(root, below));
    } else if (entry.isFile() && !IGNORED_FILES.test(entry.name)) {
      files.push(below);
    }
  }
  return files;
}
