import { join } from "node:path";
import { flowFromTypes } from "../../src/parameter-schema/from-types.ts";
import type { Reading } from "../../src/parameter-schema/type-program.ts";
import { sourceFolder } from "./source-folder.ts";

/** What is known of a flow of the first of these files by its types. */
export async function flowIn(files: Readonly<Record<string, string>>, exportName = "f", reading: Reading = "quick") {
  await using folder = await sourceFolder(files);
  return flowFromTypes(join(folder.path, Object.keys(files)[0] ?? ""), exportName, reading);
}
