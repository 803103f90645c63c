import { createPreference } from "./preference.ts";

export const COLOURS = ["usual", "distinct"] as const;
export type Colours = (typeof COLOURS)[number];

/** `distinct` tells states apart without red and green. `public/theme.js` reads the same key before the first paint. */
export const coloursPreference = createPreference<Colours>("tutti.colours", COLOURS, "usual");

export function chooseColours(colours: Colours): void {
  coloursPreference.write(colours);
  if (colours === "usual") delete document.documentElement.dataset["colours"];
  else document.documentElement.dataset["colours"] = colours;
}
