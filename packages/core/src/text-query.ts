/** A search in the words of the protocol: what must be there, of what one suffices, what must not be there. */
export interface TextQuery {
  readonly required: readonly string[];
  readonly any: readonly string[];
  readonly excluded: readonly string[];
}

type Part = keyof TextQuery;

const PART_OF_SIGN: Readonly<Record<string, Part>> = { "+": "required", "-": "excluded", "!": "excluded" };

/**
 * A sign that stands alone, and means nothing; or a term: an optional sign, then a phrase in quotes (in which a backslash
 * takes a quote or a backslash literally, and whose end may be missing) or a word, which ends before a quote.
 */
const TERM = /[-+!](?=\s|$)|([-+!])?(?:"((?:\\[^]|[^"])*)"?|([^\s"]+))/g;

/** Reads a query: a space is OR, `-` or `!` excludes, `+` requires, quotes hold a phrase together. */
export function parseTextQuery(query: string): TextQuery {
  const terms: Record<Part, string[]> = { required: [], any: [], excluded: [] };
  for (const [, sign = "", phrase, word = ""] of query.matchAll(TERM)) {
    const term = phrase?.replaceAll(/\\(["\\])/g, "$1") ?? word;
    if (term.trim() !== "") terms[PART_OF_SIGN[sign] ?? "any"].push(term);
  }
  return terms;
}

/** Whether the text has what the query asks for, wherever it stands; the case of A to Z does not matter. */
export function hasText(text: string, { required, any, excluded }: TextQuery): boolean {
  const searched = lowerAscii(text);
  const isThere = (term: string) => searched.includes(lowerAscii(term));
  return required.every(isThere) && (any.length === 0 || any.some(isThere)) && !excluded.some(isThere);
}

/** What both databases agree on without a table of all scripts. */
export function lowerAscii(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
