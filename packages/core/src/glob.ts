/** Stands for any one character. */
export const ONE = Symbol("one");
/** Stands for any text, also for none. */
export const MANY = Symbol("many");

/** A pattern's parts in their order: what stands for others, and characters that stand for themselves. */
export type GlobPart = string | typeof ONE | typeof MANY;

/**
 * Whether the pattern stands for the whole text. It takes a `MANY` for as little as will do, and goes back to the last one
 * alone when what follows does not fit: no pattern takes longer than its length times the text's.
 */
export function globMatches(pattern: readonly GlobPart[], text: string): boolean {
  const characters = Array.from(text);
  let [at, from] = [0, 0];
  let [many, manyFrom] = [-1, 0];
  while (from < characters.length) {
    const wanted = pattern[at];
    if (wanted === MANY) {
      many = at++;
      manyFrom = from;
    } else if (wanted === ONE || wanted === characters[from]) {
      at++;
      from++;
    } else if (many >= 0) {
      at = many + 1;
      from = ++manyFrom;
    } else return false;
  }
  while (pattern[at] === MANY) at++;
  return at === pattern.length;
}
