import { guideOf } from "@tutti/core/error-guides";
import { ERRORS, isErrorCode } from "@tutti/core/errors";
import { expect, test } from "vitest";
import { docPages } from "../../src/docs/doc-pages.ts";
import { anchorsOf, sectionOf, shownText } from "../../src/docs/doc-text.ts";

const PAGE = `# Boats

See [the sea](sea.md#depth), [workers.md](../guides/workers.md), [settings](../reference/settings.md) and [a site](https://x.org).

## Oars & Sails

\`\`\`sh
# no heading
\`\`\`

### Spare ones

In the shed.

## \`boats.yaml\`

Written by hand.
`;

test("a part reaches to the next heading that is as high, and a comment in code is no heading", () => {
  expect(anchorsOf(PAGE)).toEqual(["oars--sails", "spare-ones", "boatsyaml"]);
  expect(sectionOf(PAGE, "spare-ones")).toBe("### Spare ones\n\nIn the shed.");
  expect(sectionOf(PAGE, "boatsyaml")).toBe("## `boats.yaml`\n\nWritten by hand.");
  expect(sectionOf(PAGE, "oars--sails")).toContain("In the shed.");
  expect([sectionOf(PAGE, "no-heading"), sectionOf(PAGE, "masts")]).toEqual([null, null]);
});

test("links to pages become what is typed, and headings are styled", () => {
  const [heading, , links] = shownText(PAGE, (text) => `<${text}>`).split("\n");
  expect(heading).toBe("<# Boats>");
  expect(links).toBe(
    "See the sea (tutti docs sea#depth), workers.md (tutti docs workers), tutti docs settings and [a site](https://x.org).",
  );
});

test("what errors and pages refer to is there", async () => {
  const pages = await docPages();
  const topics = new Set(
    pages.flatMap(({ name, text }) => [name, ...anchorsOf(text).map((part) => `${name}#${part}`)]),
  );
  const ofErrors = Object.keys(ERRORS).filter(isErrorCode).map(guideOf);
  const ofPages = pages.flatMap(({ text }) => [...shownText(text, String).matchAll(/\(tutti docs ([^)\s]+)\)/g)]);
  const named = [...ofErrors.filter((guide) => guide !== null), ...ofPages.map(([, topic = ""]) => topic)];
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((topic) => !topics.has(topic))).toEqual([]);
  expect(new Set(pages.map(({ name }) => name)).size).toBe(pages.length);
});
