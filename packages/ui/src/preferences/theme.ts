import { createPreference } from "./preference.ts";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** `public/theme.js` reads the same key before the first paint. */
export const themePreference = createPreference<Theme>("tutti.theme", THEMES, "system");

export function chooseTheme(theme: Theme): void {
  themePreference.write(theme);
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}
