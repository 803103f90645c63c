import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder of source files that goes when the test is over: `await using`. */
export interface SourceFolder extends AsyncDisposable {
  readonly path: string;
}

export async function sourceFolder(files: Readonly<Record<string, string>>): Promise<SourceFolder> {
  const path = await mkdtemp(join(tmpdir(), "tutti-sources-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
