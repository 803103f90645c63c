export const GAP = "  ";
export const LEFT_OUT = 0;
const NARROWEST = 8;
/** The beginning of an id that tells it from others of the same second. */
const NARROWEST_FIRST = 19;

export interface ShrinkingColumn {
  /**
   * May be cut short where the terminal is too narrow: `first` before all others, as an id of which the beginning says
   * enough, and left out where that is not enough; then the widest of the others; `last` what people type, as a name. What
   * is still too wide leaves out columns that may be cut, from the last one on, but never the first.
   */
  readonly shrinks?: boolean | "first" | "last";
}

type Shrinks = ShrinkingColumn["shrinks"];

/** How wide each column is where the whole shall not be wider than this. */
export function fittedWidths(natural: readonly number[], columns: readonly ShrinkingColumn[], width: number): number[] {
  const shrinks = columns.map((column) => column.shrinks);
  const widths = [...natural];
  let excess = widths.reduce((sum, column) => sum + column, 0) + GAP.length * (widths.length - 1) - width;
  excess = cutIds(widths, shrinks, excess);
  excess = cutWidest(widths, shrinks, excess, true);
  excess = cutWidest(widths, shrinks, excess, "last");
  excess = leaveOut(widths, shrinks, excess);
  giveBack(widths, natural, shrinks, -excess);
  return widths;
}

// Each changes the widths, and answers how much they are too wide then.

function cutIds(widths: number[], shrinks: readonly Shrinks[], tooMuch: number): number {
  let excess = tooMuch;
  for (const [index, size] of widths.entries()) {
    if (shrinks[index] !== "first" || excess <= 0 || size <= NARROWEST_FIRST) continue;
    const isLeftOut = size - excess < NARROWEST_FIRST;
    widths[index] = isLeftOut ? LEFT_OUT : size - excess;
    excess = isLeftOut ? excess - size - GAP.length : 0;
  }
  return excess;
}

function cutWidest(widths: number[], shrinks: readonly Shrinks[], tooMuch: number, when: Shrinks): number {
  let excess = tooMuch;
  while (excess > 0) {
    const wide = widths.reduce(
      (best, size, index) =>
        shrinks[index] === when && size > NARROWEST && size > (widths[best] ?? NARROWEST) ? index : best,
      -1,
    );
    if (wide === -1) break;
    widths[wide] = (widths[wide] ?? 0) - 1;
    excess -= 1;
  }
  return excess;
}

function leaveOut(widths: number[], shrinks: readonly Shrinks[], tooMuch: number): number {
  let excess = tooMuch;
  for (const [index, size] of [...widths.entries()].toReversed()) {
    if (excess <= 0) break;
    if (shrinks[index] !== true || index === 0) continue;
    widths[index] = LEFT_OUT;
    excess -= size + GAP.length;
  }
  return excess;
}

/** What room is left over is for what people type. */
function giveBack(widths: number[], natural: readonly number[], shrinks: readonly Shrinks[], room: number): void {
  let left = room;
  for (const [index, size] of widths.entries()) {
    if (shrinks[index] !== "last" || left <= 0) continue;
    const given = Math.min(left, (natural[index] ?? size) - size);
    widths[index] = size + given;
    left -= given;
  }
}
