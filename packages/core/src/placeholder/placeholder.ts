/** What `{{ … }}` names in project files, pull steps and job templates. `text` is how it stands there. */
export type Placeholder =
  | {
      readonly kind: "block";
      readonly text: string;
      readonly typeSlug: string;
      readonly name: string;
      readonly path: Path;
    }
  | { readonly kind: "variable"; readonly text: string; readonly name: string }
  | { readonly kind: "environment"; readonly text: string; readonly name: string }
  | { readonly kind: "value"; readonly text: string; readonly path: Path };

export type Path = readonly string[];

const PLACEHOLDER = /\{\{\s*([\p{L}\p{N}_.\-[\]$]+)\s*\}\}/gu;
const BLOCK = /^(?:prefect|tutti)\.blocks\./;
const VARIABLE = /^(?:prefect|tutti)\.variables\./;

/** Every placeholder of a text, in order. Other things within braces are left to whoever reads the text next. */
export function placeholdersOf(text: string): Placeholder[] {
  if (!text.includes("{{")) return [];
  return Array.from(text.matchAll(PLACEHOLDER), ([whole, name = ""]) => placeholderNamed(name, whole));
}

/** A block's name may be missing: then it is empty, and no block has it. */
function placeholderNamed(name: string, text: string): Placeholder {
  if (BLOCK.test(name)) {
    const [typeSlug = "", document = "", ...rest] = name.replace(BLOCK, "").split(".");
    return { kind: "block", text, typeSlug, name: document, path: rest.length === 0 ? [] : pathOf(rest.join(".")) };
  }
  if (VARIABLE.test(name)) return { kind: "variable", text, name: name.replace(VARIABLE, "") };
  if (name.startsWith("$")) return { kind: "environment", text, name: name.replace(/^\$+/, "") };
  return { kind: "value", text, path: pathOf(name) };
}

/** `a.list[0].b` in its parts. */
function pathOf(text: string): Path {
  return text.replaceAll("[", ".").replaceAll("]", "").split(".");
}
