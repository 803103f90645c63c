import { TuttiError } from "@tutti/core/errors";

const FORBIDDEN = /[/%&><]/;

/** `mainFlow` → `main-flow`, `readHTTPData` → `read-http-data`, `load_rows` → `load-rows`. */
export function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .replace(/[^a-zA-Z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
}

/** The name of a flow or task: the given one, else its function's. Throws `unnamed_function` when there is neither. */
export function definitionName(kind: "flow" | "task", given: string | undefined, functionName: string): string {
  const name = given ?? kebabCase(functionName);
  if (name === "") {
    throw new TuttiError("unnamed_function", `name the function, or write ${kind}({ name: "…" }, …)`);
  }
  if (FORBIDDEN.test(name))
    throw new TuttiError("invalid_setting", `"${name}" is no ${kind} name: / % & > < are not allowed`);
  return name;
}
