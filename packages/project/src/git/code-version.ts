import type { Environment } from "@tutti/core/settings/read-settings";
import { askClone } from "./git.ts";

const DIGITS = 8;

/**
 * The commit that the code in a folder is at, in eight digits, as Prefect names the version of a deployment that is given
 * none. Null outside of git, before the first commit, and where the repository comes from nowhere.
 */
export async function codeVersion(directory: string, environment: Environment): Promise<string | null> {
  const ask = askClone(directory, environment);
  const [origin, commit] = await Promise.all([
    ask("config", "--get", "remote.origin.url"),
    ask("rev-parse", "--verify", "--quiet", "HEAD"),
  ]);
  return origin === null || origin === "" || commit === null ? null : commit.slice(0, DIGITS);
}
