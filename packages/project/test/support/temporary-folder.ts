import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder with these files, which goes away when the scope ends. */
export async function temporaryFolder(files: Readonly<Record<string, string>> = {}) {
  const path = await realpath(await mkdtemp(join(tmpdir(), "tutti-project-")));
  const folder = {
    path,
    join: (...names: string[]) => join(path, ...names),
    async write(name: string, text: string): Promise<void> {
      await mkdir(dirname(join(path, name)), { recursive: true });
      await writeFile(join(path, name), text);
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
  for (const [name, text] of Object.entries(files)) await folder.write(name, text);
  return folder;
}
