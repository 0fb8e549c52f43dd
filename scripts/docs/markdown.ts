import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../setup/places.mjs';

/** The stretch of a document below one heading, as far as tests compare it. */
export interface Section {
  /** 1 for the title of the document; 0 for what stands before it. */
  level: number;
  heading: string;
  /** Contents of the fenced blocks, with their language in front. */
  blocks: string[];
  /** What stands between single backticks, in order. */
  codes: string[];
  /** What is bold: in these documents, words of the screen. */
  labels: string[];
  /** Where links and pictures lead. */
  links: string[];
  /** Lines of tables, numbered entries and dotted entries. */
  rows: number;
  steps: number;
  points: number;
}

/** Reads a document of the project, by its path from the root. */
export const readDocument = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');

/** Takes a document apart at its headings. */
export function sectionsOf(markdown: string): Section[] {
  const parts = [emptySection(0, '')];
  let block: string[] | null = null;
  for (const line of markdown.split('\n')) {
    const section = parts.at(-1) ?? emptySection(0, '');
    if (line.startsWith('```')) {
      if (block === null) block = [line];
      else {
        section.blocks.push(block.join('\n'));
        block = null;
      }
    } else if (block !== null) {
      block.push(line);
    } else {
      const heading = /^(#+) (.+)$/.exec(line);
      if (heading) parts.push(emptySection(heading[1]?.length ?? 0, heading[2] ?? ''));
      else readLine(section, line);
    }
  }
  return parts;
}

function emptySection(level: number, heading: string): Section {
  const [blocks, codes, labels, links] = [[], [], [], []];
  return { level, heading, blocks, codes, labels, links, rows: 0, steps: 0, points: 0 };
}

function readLine(section: Section, line: string): void {
  if (line.startsWith('|')) section.rows += 1;
  if (/^\s*\d+\. /.test(line)) section.steps += 1;
  if (/^\s*- /.test(line)) section.points += 1;
  section.codes.push(...found(line, /`([^`]+)`/g));
  const withoutCode = line.replaceAll(/`[^`]+`/g, '');
  section.labels.push(...found(withoutCode, /\*\*(.+?)\*\*/g));
  section.links.push(...found(withoutCode, /\]\(([^)]+)\)/g));
}

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, inner = '']) => inner);
