import { TuttiError } from "@tutti/core/errors";
import { renderParts } from "@tutti/core/template/render-template";
import { parseTemplate } from "@tutti/core/template/parse-template";
import { TemplateRenderError, TemplateSyntaxError } from "@tutti/core/template/template-error";
import { withFields } from "./pick-fields.ts";

/** What of the data for programs is printed, and how. */
export interface JsonChoice {
  /** Only these fields; null: all. */
  readonly fields: readonly string[] | null;
  /** A filter of jq's. */
  readonly jq: string | null;
  /** A template, filled in once for an object, and once for each of a list. */
  readonly template: string | null;
}

/** Data as text. Throws `invalid_usage` for what the choice makes no sense of. */
export type ShapeJson = (value: unknown) => string;

/** Reads the choice. Throws `invalid_usage` for one that is wrong whatever the data. */
export async function jsonShape({ fields, jq, template }: JsonChoice): Promise<ShapeJson> {
  if (jq !== null && template !== null) {
    throw new TuttiError("invalid_usage", "--jq and --template cannot be given both.");
  }
  const picked = (value: unknown) => (fields === null ? value : withFields(value, fields));
  if (jq !== null) {
    const filter = await jqFilter(jq);
    return (value) => filter(JSON.stringify(picked(value)));
  }
  if (template === null) return (value) => JSON.stringify(picked(value), null, 2);
  const fill = templateFiller(template);
  return (value) => {
    const plain: unknown = JSON.parse(JSON.stringify(picked(value)));
    return Array.isArray(plain) ? plain.map(fill).join("\n") : fill(plain);
  };
}

/** Runs jq itself, compiled to WebAssembly; texts come out without their quotes. */
async function jqFilter(query: string): Promise<(json: string) => string> {
  const { loadJq } = await import("jq-wasm");
  const jq = await loadJq();
  return (json) => {
    const { stdout, stderr, exitCode } = jq.raw(json, query, ["-r"]);
    if (exitCode === 0) return stdout;
    const [first = ""] = stderr.replace(/^jq: error:? ?/, "").split("\n");
    throw new TuttiError("invalid_usage", `--jq ${query} does not work: ${first.replace(/:$/, "")}.`);
  };
}

function templateFiller(source: string): (value: unknown) => string {
  const template = told(() => parseTemplate(source));
  return (value) => {
    const context = typeof value === "object" && value !== null ? { ...value } : { value };
    return told(() => renderParts(template, { context }));
  };
}

function told<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const isWrong = error instanceof TemplateSyntaxError || error instanceof TemplateRenderError;
    if (!isWrong) throw error;
    throw new TuttiError("invalid_usage", `The template cannot be filled in: ${error.message}.`, { cause: error });
  }
}
