import { extname } from "node:path";
import { TuttiError } from "@tutti/core/errors";

/** Where a flow is: a file, relative to its project's folder, and the name under which it is exported there. */
export interface EntryPoint {
  readonly file: string;
  readonly exportName: string;
  readonly language: "node" | "python";
}

const NODE = new Set([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"]);

/** Reads `path/to/file.ts:mainFlow`. Throws `invalid_entrypoint`. */
export function parseEntryPoint(text: string): EntryPoint {
  const [, file, exportName] = /^(.+):([^:/\\]+)$/.exec(text.trim()) ?? [];
  if (file === undefined || exportName === undefined) {
    throw new TuttiError("invalid_entrypoint", `"${text}" names no flow behind a colon`);
  }
  const extension = extname(file).toLowerCase();
  if (extension === ".py") return { file, exportName, language: "python" };
  if (NODE.has(extension)) return { file, exportName, language: "node" };
  throw new TuttiError("invalid_entrypoint", `${file} is neither TypeScript nor JavaScript nor Python`);
}

export function entryPointText({ file, exportName }: Pick<EntryPoint, "file" | "exportName">): string {
  return `${file.replaceAll("\\", "/")}:${exportName}`;
}
