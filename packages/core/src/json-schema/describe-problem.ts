import type { SchemaProblem } from "./problem.ts";

/** The problem nearest to the root, in one sentence; null when there is none. */
export function describeProblems(problems: readonly SchemaProblem[]): string | null {
  const [first, ...others] = problems;
  if (first === undefined) return null;
  const { path, message } = others.reduce(
    (best, other) => (other.path.length < best.path.length ? other : best),
    first,
  );
  const where = path.length === 0 ? "Validation failed." : `Validation failed for field '${pathText(path)}'.`;
  return `${where} Failure reason: ${message}`;
}

function pathText(path: SchemaProblem["path"]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
    .join("")
    .replace(/^\./, "");
}
