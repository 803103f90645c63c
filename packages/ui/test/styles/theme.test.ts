import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const files = globSync(["src/**/*.{css,ts,tsx}", "public/*.js", "index.html"], { cwd: PACKAGE });
const texts = files.map((file) => readFileSync(PACKAGE + file, "utf8"));

// The browser tests look at every page in one theme in full, and in the other at its colours.
test("a theme decides on colours alone", () => {
  const rules = texts.flatMap((text) => text.match(/[^{}]*\[data-theme[^{]*\{[^}]*\}/g) ?? []);
  expect(rules.map((rule) => rule.replaceAll(/\s+/g, " ").trim())).toStrictEqual([
    ':root[data-theme="light"] { color-scheme: light; }',
    ':root[data-theme="dark"] { color-scheme: dark; }',
  ]);
  // `light-dark()` takes colours and nothing else; a media query could change anything.
  expect(files.filter((_, index) => texts[index]?.includes("prefers-color-scheme"))).toStrictEqual([]);
});
