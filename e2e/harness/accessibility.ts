import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Rules of WCAG 2.2 on levels A and AA. */
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds wrong with the page as it is now: rule, what is wrong, and where. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Not by a script element: the page's own security policy would refuse it, and rightly.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (values) => {
    const { run } = window.axe;
    return (await run(document, { runOnly: { type: 'tag', values } })).violations;
  }, STANDARD);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help} at ${html.slice(0, 200)}`),
  );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
