import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll } from "vitest";

const PACKAGES = join(import.meta.dirname, "..", "..", "..");

type WriteFiles = (files: Readonly<Record<string, string>>) => Promise<void>;

/** A folder of a user's, in which `tutti` is installed; it goes with the scope: `await using`. */
export async function projectFolder(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly path: string; readonly write: WriteFiles } & AsyncDisposable> {
  const path = await realpath(await mkdtemp(join(tmpdir(), "tutti-project-")));
  await mkdir(join(path, "node_modules"));
  await symlink(join(PACKAGES, "tutti"), join(path, "node_modules", "tutti"));
  await symlink(join(PACKAGES, "..", "node_modules", "zod"), join(path, "node_modules", "zod"));
  await writeFiles(path, { "package.json": '{ "type": "module" }', ...files });
  const write: WriteFiles = (more) => writeFiles(path, more);
  return { path, write, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

/** The same for all tests of a file. Registers its own making and removal. */
export class ProjectFolder {
  #path = "";

  constructor(files: Readonly<Record<string, string>>) {
    beforeAll(async () => {
      this.#path = (await projectFolder(files)).path;
    });
    afterAll(() => rm(this.#path, { recursive: true }));
  }

  get path(): string {
    return this.#path;
  }

  write(files: Readonly<Record<string, string>>): Promise<void> {
    return writeFiles(this.#path, files);
  }
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
