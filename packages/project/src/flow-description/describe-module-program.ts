import module from "node:module";
import { pathToFileURL } from "node:url";
import type { DescribedModule } from "./described-module.ts";

// A process of its own: a user's file is loaded here, and whatever it does ends with it.
module.enableCompileCache();

const [, , path = "", exportName = ""] = process.argv;

function answer(described: DescribedModule): void {
  process.send?.(described, () => process.exit(0));
}

// A flow that the file calls is refused by the SDK while this is set: nothing shall run because it is deployed.
Reflect.set(globalThis, Symbol.for("tutti.importing"), path);

try {
  const loaded: Record<string, unknown> = await import(pathToFileURL(path).href);
  const { describeExport } = await import("./describe-export.ts");
  answer(describeExport(loaded, exportName));
} catch (error) {
  answer({ kind: "unloadable", error: error instanceof Error ? (error.stack ?? String(error)) : String(error) });
}
