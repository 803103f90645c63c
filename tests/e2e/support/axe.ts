import axe from "axe-core";
import type { WatchedPage } from "./watched-page.ts";

interface Violation {
  id: string;
  where: string[];
}

/**
 * What a theme may change. It decides on colours alone (`packages/ui/test/styles/theme.test.ts`), so in the second one
 * only the rules about these can find anything new.
 */
const COLOURS: axe.RunOptions = {
  runOnly: { type: "tag", values: ["cat.color"] },
  // It is of level AAA, and no rule of the first scan either.
  rules: { "color-contrast-enhanced": { enabled: false } },
};

/** What axe finds on the page as it stands. */
export function violationsOf(watched: WatchedPage): Promise<Violation[]> {
  return scan(watched, {});
}

/** The same in both themes. */
export async function violationsInBothThemes(watched: WatchedPage): Promise<Record<"light" | "dark", Violation[]>> {
  await watched.page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const light = await violationsOf(watched);
  await watched.page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  return { light, dark: await scan(watched, COLOURS) };
}

export const NO_VIOLATIONS = { light: [], dark: [] };

/** Only what is wrong is told in full, and comes out of the page: what is right is most of it. */
async function scan({ page }: WatchedPage, rules: axe.RunOptions): Promise<Violation[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const options = JSON.stringify({ resultTypes: ["violations"], ...rules } satisfies axe.RunOptions);
  return page.evaluate<Violation[]>(`axe
    .run(document, ${options})
    .then(({ violations }) => violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) })))`);
}
