import type { SchemaProblem } from "./problem.ts";

/** Problems as a form shows them: at the root, under a property, or at a place in a list. */
export type ProblemNode =
  | string
  | { readonly property: string; readonly errors: ProblemNode[] }
  | { readonly index: number; readonly errors: ProblemNode[] };

/** A property that is missing has its problem where it would stand; what is wrong with a placeholder hides the rest. */
export function problemTree(problems: readonly SchemaProblem[]): ProblemNode[] {
  const root: ProblemNode[] = [];
  for (const problem of withoutHidden(problems)) {
    let current = root;
    for (const part of pathOf(problem)) current = childOf(current, part);
    current.push(problem.message);
  }
  return root;
}

function withoutHidden(problems: readonly SchemaProblem[]): SchemaProblem[] {
  const hiding = new Set(problems.filter(isPlaceholder).map(({ path }) => JSON.stringify(path)));
  return problems.filter((problem) => isPlaceholder(problem) || !hiding.has(JSON.stringify(problem.path)));
}

function isPlaceholder({ keyword }: SchemaProblem): boolean {
  return keyword === "placeholder";
}

function pathOf({ path, keyword, message }: SchemaProblem): readonly (string | number)[] {
  const missing = keyword === "required" ? /^'(.*)' is a required property$/.exec(message)?.[1] : undefined;
  return missing === undefined ? path : [...path, missing];
}

function childOf(nodes: ProblemNode[], part: string | number): ProblemNode[] {
  for (const node of nodes) {
    if (typeof node === "string") continue;
    if ("property" in node ? node.property === part : node.index === part) return node.errors;
  }
  const errors: ProblemNode[] = [];
  nodes.push(typeof part === "number" ? { index: part, errors } : { property: part, errors });
  return errors;
}
