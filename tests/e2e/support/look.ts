import { NO_VIOLATIONS, violationsInBothThemes } from "./axe.ts";
import type { WatchedPage } from "./watched-page.ts";

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

interface Look {
  violations: unknown;
  wide: number;
  narrow: number;
  faults: string[];
}

/** What is wrong with a page in both themes, and how wide it is in a wide and in a narrow window. */
export async function look(watched: WatchedPage, path: string, shows: string): Promise<Look> {
  const { page } = watched;
  watched.faults.length = 0;
  await page.setViewportSize(WIDE);
  await watched.goto(path);
  await page.locator(shows).first().waitFor();
  const violations = await violationsInBothThemes(watched);
  const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
  await page.setViewportSize(NARROW);
  const narrow = await page.evaluate<number>("document.documentElement.scrollWidth");
  await page.setViewportSize(WIDE);
  return { violations, wide, narrow, faults: [...watched.faults] };
}

export const FINE: Look = { violations: NO_VIOLATIONS, wide: WIDE.width, narrow: NARROW.width, faults: [] };
