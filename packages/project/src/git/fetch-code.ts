import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { withFileLock } from "@tutti/client/file-lock";
import { isTransient } from "./git-failure.ts";
import type { Git } from "./git.ts";
import type { RepositoryAddress } from "./repository-address.ts";

/** Which commit is wanted: a branch's or tag's last, a certain one, or the default branch's last. */
export type Wanted =
  | { readonly kind: "default" }
  | { readonly kind: "branch"; readonly name: string }
  | { readonly kind: "commit"; readonly sha: string };

const ATTEMPTS = 3;
const PACKS_BEFORE_CLEANUP = 50;

/**
 * Brings the wanted commit into the clone at `directory` and answers its id. With a cache, what was fetched once is not
 * fetched again, and a commit that is there already needs no network. The cache is told by login too: who may not read
 * the repository gets nothing from it.
 */
export async function fetchCode(
  git: Git,
  address: RepositoryAddress,
  wanted: Wanted,
  directory: string,
  cacheDirectory: string | null,
  signal: AbortSignal,
): Promise<string> {
  if (cacheDirectory === null) return fetchInto(git, address.url, wanted, directory, signal);
  const key = createHash("sha256")
    .update(JSON.stringify([address.url, address.login]))
    .digest("hex");
  const cache = join(cacheDirectory, "git", `${address.name}-${key.slice(0, 16)}`);
  await mkdir(cache, { recursive: true });
  return withFileLock(`${cache}.lock`, signal, async () => {
    await git.run(cache, "init", "--quiet", "--bare", "--template=", ".");
    const sha = await fetchInto(git, address.url, wanted, cache, signal);
    // A reference keeps the commit from being cleaned up.
    await git.run(cache, "update-ref", `refs/tutti/${sha}`, sha);
    await git.run(directory, "fetch", "--quiet", "--depth=1", "--no-tags", "--", cache, sha);
    await cleanUp(git, cache);
    return sha;
  });
}

async function fetchInto(
  git: Git,
  url: string,
  wanted: Wanted,
  directory: string,
  signal: AbortSignal,
): Promise<string> {
  if (wanted.kind === "commit") return fetchCommit(git, url, wanted.sha, directory, signal);
  const ref = wanted.kind === "branch" ? wanted.name : "HEAD";
  await patiently(signal, () => git.run(directory, "fetch", "--quiet", "--depth=1", "--no-tags", "--", url, ref));
  return git.run(directory, "rev-parse", "--verify", "FETCH_HEAD^{commit}");
}

/** Not every server gives out a commit by its id, and none by the beginning of one: then all branches are fetched. */
async function fetchCommit(
  git: Git,
  url: string,
  sha: string,
  directory: string,
  signal: AbortSignal,
): Promise<string> {
  const known = await git.ask(directory, "rev-parse", "--verify", "--quiet", `${sha}^{commit}`);
  if (known !== null) return known;
  const isWhole = sha.length === 40 || sha.length === 64;
  if (isWhole && (await git.ask(directory, "fetch", "--quiet", "--depth=1", "--no-tags", "--", url, sha)) !== null)
    return sha;
  const isShallow = (await git.ask(directory, "rev-parse", "--is-shallow-repository")) === "true";
  const all = [...(isShallow ? ["--unshallow"] : []), "--", url, "+refs/heads/*:refs/remotes/origin/*"];
  await patiently(signal, () => git.run(directory, "fetch", "--quiet", "--tags", ...all));
  return git.run(directory, "rev-parse", "--verify", `${sha}^{commit}`);
}

async function patiently<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  for (let number = 1; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      if (number === ATTEMPTS || !isTransient(error)) throw error;
      await setTimeout(number * 1000, undefined, { signal });
    }
  }
}

async function cleanUp(git: Git, cache: string): Promise<void> {
  const counts = await git.run(cache, "count-objects", "-v");
  const packs = Number(/^packs: (\d+)$/m.exec(counts)?.[1] ?? 0);
  if (packs > PACKS_BEFORE_CLEANUP) await git.ask(cache, "gc", "--quiet", "--prune=now");
}
