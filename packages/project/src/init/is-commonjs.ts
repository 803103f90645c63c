import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const commonjs = z.object({ type: z.literal("commonjs") });

/** Whether the folder's `package.json` has Node take its files for CommonJS, as `npm init` writes it. */
export async function isCommonjs(directory: string): Promise<boolean> {
  const text = await readFile(join(directory, "package.json"), "utf8").catch(() => "null");
  try {
    return commonjs.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
