import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { temporaryFolder } from "./temporary-folder.ts";

const run = promisify(execFile);

/** A real repository on disk, on the branch `main`. */
export async function gitRepository(files: Readonly<Record<string, string>> = {}) {
  const folder = await temporaryFolder();
  const repository = {
    path: folder.path,
    url: `file://${folder.path}`,
    async git(...args: string[]): Promise<string> {
      const identity = [
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.com",
        "-c",
        "protocol.file.allow=always",
      ];
      const { stdout } = await run("git", ["-C", folder.path, ...identity, ...args]);
      return stdout.trim();
    },
    /** Writes the files, commits all, answers the commit. */
    async commit(changed: Readonly<Record<string, string>>): Promise<string> {
      for (const [name, text] of Object.entries(changed)) await folder.write(name, text);
      await repository.git("add", "--all");
      await repository.git("commit", "--quiet", "--allow-empty", "--message=change");
      return repository.git("rev-parse", "HEAD");
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
  await repository.git("init", "--quiet", "--initial-branch=main");
  await repository.commit(files);
  return repository;
}
