// Pure: pages of Markdown as a terminal shows them.

interface Line {
  readonly text: string;
  /** Of a heading, how deep it is; 0 for all else. A # in code is none. */
  readonly depth: number;
}

/** The part of a page below a heading, with it; null when no heading has this anchor. */
export function sectionOf(page: string, anchor: string): string | null {
  const lines = linesOf(page);
  const from = lines.findIndex(({ text, depth }) => depth > 0 && anchorOf(text) === anchor);
  const depth = lines[from]?.depth;
  if (depth === undefined) return null;
  const length = lines.slice(from + 1).findIndex((line) => line.depth > 0 && line.depth <= depth);
  const part = length === -1 ? lines.slice(from) : lines.slice(from, from + 1 + length);
  return part
    .map(({ text }) => text)
    .join("\n")
    .trimEnd();
}

/** The anchors of a page's headings, as links name them. */
export function anchorsOf(page: string): string[] {
  return linesOf(page).flatMap(({ text, depth }) => (depth > 1 ? [anchorOf(text)] : []));
}

/** With headings styled, and links to other pages as what is typed to read those. */
export function shownText(page: string, styleHeading: (text: string) => string): string {
  return linesOf(page)
    .map(({ text, depth }) => (depth > 0 ? styleHeading(text) : withoutLinks(text)))
    .join("\n")
    .trimEnd();
}

function withoutLinks(text: string): string {
  return text.replaceAll(LINK, (_link, words: string, page: string, section = "") =>
    words === page ? `tutti docs ${page}${section}` : `${words} (tutti docs ${page}${section})`,
  );
}

const LINK = /\[([^\]]+)\]\((?:\.\.\/(?:guides|reference)\/)?([\w-]+)\.md(#[\w-]+)?\)/g;

function linesOf(page: string): Line[] {
  let isCode = false;
  return page.split("\n").map((text) => {
    if (/^\s*```/.test(text)) isCode = !isCode;
    const [hashes = ""] = isCode ? [] : (/^#{1,6}(?= )/.exec(text) ?? []);
    return { text, depth: hashes.length };
  });
}

/** As GitHub makes it: lower case, without punctuation, dashes for spaces. */
function anchorOf(heading: string): string {
  return heading
    .replace(/^#+ /, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}
