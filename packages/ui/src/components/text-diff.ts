/** A line of two texts that are held against each other, with its number in each that has it. */
export interface DiffLine {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** Beyond so many pairs of lines, what is not the same at both ends counts as written anew. */
const PAIRS_MAX = 4_000_000;

/** The shortest way from one list of lines to the other, by lines that go and lines that come. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const start = sameAtStart(before, after);
  const end = sameAtStart(before.slice(start).reverse(), after.slice(start).reverse());
  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  const kinds = [
    ...before.slice(0, start).map((text) => ["same", text] as const),
    ...(old.length * fresh.length > PAIRS_MAX ? rewritten(old, fresh) : shortest(old, fresh)),
    ...before.slice(before.length - end).map((text) => ["same", text] as const),
  ];
  return numbered(kinds);
}

type Step = readonly [DiffLine["kind"], string];

function sameAtStart(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length);
  let same = 0;
  while (same < length && a[same] === b[same]) same += 1;
  return same;
}

function rewritten(old: readonly string[], fresh: readonly string[]): Step[] {
  return [...old.map((text): Step => ["removed", text]), ...fresh.map((text): Step => ["added", text])];
}

/** By the longest list of lines that both have in this order. */
function shortest(old: readonly string[], fresh: readonly string[]): Step[] {
  const width = fresh.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  const at = (row: number, column: number) => common[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        old[row] === fresh[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const steps: Step[] = [];
  let row = 0;
  let column = 0;
  while (row < old.length && column < fresh.length) {
    const text = old[row] ?? "";
    if (text === fresh[column]) {
      steps.push(["same", text]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      steps.push(["removed", text]);
      row += 1;
    } else {
      steps.push(["added", fresh[column] ?? ""]);
      column += 1;
    }
  }
  return [...steps, ...rewritten(old.slice(row), fresh.slice(column))];
}

function numbered(steps: readonly Step[]): DiffLine[] {
  let before = 0;
  let after = 0;
  return steps.map(([kind, text]) => {
    if (kind !== "added") before += 1;
    if (kind !== "removed") after += 1;
    return { kind, text, before: kind === "added" ? null : before, after: kind === "removed" ? null : after };
  });
}

/** A run of lines that are shown, or the number of those that are folded away. */
export type DiffPart = { readonly from: number } & (
  | { readonly lines: readonly DiffLine[] }
  | { readonly folded: number }
);

/** What changed with a few lines around it; what lies far from any change is folded. */
export function foldSame(lines: readonly DiffLine[], around: number): DiffPart[] {
  const isNear = lines.map(() => false);
  for (const [index, { kind }] of lines.entries()) {
    if (kind !== "same") isNear.fill(true, Math.max(0, index - around), index + around + 1);
  }
  const parts: DiffPart[] = [];
  for (let from = 0; from < lines.length;) {
    let to = from;
    while (to < lines.length && isNear[to] === isNear[from]) to += 1;
    parts.push({ from, ...(isNear[from] === true ? { lines: lines.slice(from, to) } : { folded: to - from }) });
    from = to;
  }
  return parts;
}
