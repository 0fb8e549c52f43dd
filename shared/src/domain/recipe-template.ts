import * as z from 'zod/mini';

/** What may stand in braces in a text of a recipe, e.g. `© {year} {photographer}`. */
export const TEMPLATE_VARIABLES = [
  /** Of the hot folder, else whom the recipe or the camera names as artist. */
  'photographer',
  'year',
  /** `2026-11-20`, as the camera's clock has it. */
  'date',
  /** `14:03`. */
  'time',
  /** Title of the session. */
  'session',
  /** Without folders and extension. */
  'filename',
  /** Of the frame, as the camera counts: `4821`. */
  'number',
  'camera',
] as const;
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number];
export type TemplateVariables = Record<TemplateVariable, string>;

export const NO_VARIABLES: TemplateVariables = {
  photographer: '',
  year: '',
  date: '',
  time: '',
  session: '',
  filename: '',
  number: '',
  camera: '',
};

const VARIABLE = /\{([A-Za-z]+)\}/g;

/** The names in braces that are no variables; whoever wrote them meant something else. */
export function unknownVariables(template: string): string[] {
  return [...template.matchAll(VARIABLE)]
    .map(([, name]) => name ?? '')
    .filter((name) => !isVariable(name));
}

/** A text with variables, at most so many characters long before they are filled in. */
export function templateOf(most: number) {
  return z.string().check(
    z.maxLength(most),
    z.refine((text) => unknownVariables(text).length === 0, {
      error: ({ input }) => `There is no variable {${unknownVariables(String(input))[0] ?? ''}}.`,
    }),
  );
}

/**
 * A template with its variables filled in; what is put in is not looked into again. Where one is
 * empty no gap is left.
 */
export function fillTemplate(template: string, variables: TemplateVariables): string {
  const filled = template.replaceAll(VARIABLE, (braces, name: string) =>
    isVariable(name) ? variables[name] : braces,
  );
  return filled.replaceAll(/\s+/gu, ' ').trim();
}

function isVariable(name: string): name is TemplateVariable {
  return TEMPLATE_VARIABLES.some((variable) => variable === name);
}
