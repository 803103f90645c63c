/** A search in the words of the protocol: what must be there, of what one suffices, what must not be there. */
export interface TextQuery {
  readonly required: readonly string[];
  readonly any: readonly string[];
  readonly excluded: readonly string[];
}

type Part = keyof TextQuery;

const PART_OF_SIGN: Readonly<Record<string, Part>> = { "+": "required", "-": "excluded", "!": "excluded" };

/** A term: an optional sign, then a phrase in quotes (`\"` is a quote in it, and the end may be missing) or a word. */
const TERM = /([-+!])?(?:"((?:\\"|[^"])*)"?|((?![-+!](?:\s|$))\S+))/g;

/** Reads a query: a space is OR, `-` or `!` excludes, `+` requires, quotes hold a phrase together. */
export function parseTextQuery(query: string): TextQuery {
  const terms: Record<Part, string[]> = { required: [], any: [], excluded: [] };
  for (const [, sign = "", phrase, word = ""] of query.matchAll(TERM)) {
    const term = phrase?.replaceAll('\\"', '"') ?? word;
    if (term.trim() !== "") terms[PART_OF_SIGN[sign] ?? "any"].push(term);
  }
  return terms;
}
