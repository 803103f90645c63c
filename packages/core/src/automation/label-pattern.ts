/**
 * Whether a label's value fits a pattern: `*` stands for any text, `?` for one character, a leading `!` negates. A label
 * that is not there fits no pattern, not even a negated one.
 */
export function labelFits(pattern: string, value: string | undefined): boolean {
  if (value === undefined) return false;
  return pattern.startsWith("!") ? !fits(pattern.slice(1), value, 0) : fits(pattern, value, 0);
}

/** Whether an event's name fits: `*` stands for some text, at least one character. Nothing negates. */
export function nameFits(pattern: string, name: string): boolean {
  return fits(pattern, name, 1);
}

/**
 * Matches from the left, and goes back to the last `*` alone: no pattern takes longer than its length times the text's.
 * `starMin` is how many characters a `*` takes at least.
 */
function fits(pattern: string, text: string, starMin: 0 | 1): boolean {
  let [p, t] = [0, 0];
  let [star, taken] = [-1, 0];
  while (t < text.length) {
    if (pattern[p] === "*") {
      star = p++;
      t += starMin;
      taken = t;
    } else if (pattern[p] === text[t] || (starMin === 0 && pattern[p] === "?")) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++taken;
    } else return false;
  }
  const rest = pattern.slice(p);
  return rest === "" || (starMin === 0 && /^\*+$/.test(rest));
}
