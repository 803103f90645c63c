const ESC = "\u001B";
const BEL = "\u0007";

/** Colour and cursor sequences (CSI), and titles and links (OSC). */
const ESCAPES = new RegExp(`${ESC}\\[[0-9;:?]*[ -/]*[@-~]|${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?`, "g");
/** Control characters but tab and line feed. */
const CONTROLS = /(?![\t\n])\p{Cc}/gu;

export function hasEscapes(text: string): boolean {
  return text.includes(ESC);
}

/** Without colour sequences; other control characters are shown as pictures of themselves. */
export function plainText(text: string): string {
  return showControls(hasEscapes(text) ? text.replace(ESCAPES, "") : text);
}

export function showControls(text: string): string {
  return text.replace(CONTROLS, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? "\u2421" : "\uFFFD";
  });
}

/** A part of a text, and whether it is what was sought. */
export interface Cut {
  at: number;
  text: string;
  isHit: boolean;
}

/** The text cut at each place where the sought one occurs, whatever its case. */
export function cutAtHits(text: string, sought: string): Cut[] {
  if (sought === "") return [{ at: 0, text, isHit: false }];
  const cuts: Cut[] = [];
  const needle = sought.toLowerCase();
  const lower = text.toLowerCase();
  // A few letters change their length with their case, and every place after them.
  const haystack = lower.length === text.length ? lower : text;
  let from = 0;
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, from)) {
    if (at > from) cuts.push({ at: from, text: text.slice(from, at), isHit: false });
    from = at + needle.length;
    cuts.push({ at, text: text.slice(at, from), isHit: true });
  }
  if (from < text.length) cuts.push({ at: from, text: text.slice(from), isHit: false });
  return cuts;
}
