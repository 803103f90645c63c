import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";

const EXAMPLE = path.join(import.meta.dirname, "..");

test("the flow differs from the script only by its wrappers, the report and what is tracked", async () => {
  const script = await readFile(path.join(EXAMPLE, "orchestrate-pre-tutti.ts"), "utf8");
  const flow = await readFile(path.join(EXAMPLE, "orchestrate.ts"), "utf8");
  expect(words(unwrapped(flow))).toEqual(words(script));
});

/** The flow's text with what Tutti brought taken out: imports, the wrapping calls, the artifact, the run in MLflow. */
function unwrapped(text: string): string {
  return text
    .replace('import { artifact, flow, task } from "tutti";\n', "")
    .replace('import { modelReport } from "./src/model-report.ts";\n', "")
    .replace('import { trackModel, tracked } from "./src/tracking.ts";\n', "")
    .replace(/^ *await trackModel\(.*\n/m, "")
    .replace("return tracked(() => trainBestModel(features));", "return trainBestModel(features);")
    .replace(/^ *await artifact\.markdown\(.*\n/m, "")
    .replace(/^(?:export )?const (\w+) = (?:task|flow)\(\s*\{[^}]*\},\s*(async function \1\b)/gm, "$2")
    .replace(/^( *)\},\n\);$/gm, "$1}")
    .replace(/^\}\);$/gm, "}");
}

/** Indentation is the formatter's, not the author's. */
function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
