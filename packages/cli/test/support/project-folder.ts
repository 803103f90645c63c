import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll } from "vitest";

const PACKAGES = join(import.meta.dirname, "..", "..", "..");

/** A folder of a user's, in which `tutti` is installed. Registers its own making and removal. */
export class ProjectFolder {
  #path = "";

  constructor(files: Readonly<Record<string, string>>) {
    beforeAll(async () => {
      this.#path = await realpath(await mkdtemp(join(tmpdir(), "tutti-project-")));
      await mkdir(join(this.#path, "node_modules"));
      await symlink(join(PACKAGES, "tutti"), join(this.#path, "node_modules", "tutti"));
      await symlink(join(PACKAGES, "..", "node_modules", "zod"), join(this.#path, "node_modules", "zod"));
      await this.write({ "package.json": '{ "type": "module" }', ...files });
    });
    afterAll(() => rm(this.#path, { recursive: true }));
  }

  get path(): string {
    return this.#path;
  }

  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(this.#path, name)), { recursive: true });
      await writeFile(join(this.#path, name), text);
    }
  }
}
