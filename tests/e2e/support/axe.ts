import { AxeBuilder } from "@axe-core/playwright";
import type { WatchedPage } from "./watched-page.ts";

interface Violation {
  id: string;
  where: string[];
}

/** What axe finds on the page as it stands. */
export async function violationsOf({ page }: WatchedPage): Promise<Violation[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }));
}

/** The same in both themes. */
export async function violationsInBothThemes(watched: WatchedPage): Promise<Record<"light" | "dark", Violation[]>> {
  await watched.page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const light = await violationsOf(watched);
  await watched.page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  return { light, dark: await violationsOf(watched) };
}

export const NO_VIOLATIONS = { light: [], dark: [] };
