import { mkdir, readdir, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative } from "node:path";
import { z } from "zod";
import { withFileLock } from "@tutti/client/file-lock";
import { reasonOf } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import { opaqueObject } from "@tutti/core/wire/primitives";
import { fetchCode, type Wanted } from "../git/fetch-code.ts";
import { gitFailure } from "../git/git-failure.ts";
import { basicAuthorization, type Git, gitFor } from "../git/git.ts";
import { type RepositoryAddress, repositoryAddress, withoutLogin } from "../git/repository-address.ts";
import { defineStep } from "./step.ts";

// What git's own rules for names leave, without what it would take for an option or for two references.
const branchName = z
  .string()
  .min(1)
  .refine(
    (name) => /^[^-\s~^:?*[\\][^\s~^:?*[\\]*$/.test(name) && !/\.\.|@\{|\.lock$|\/$|^\+/.test(name),
    "this is no name of a branch",
  );

const pathWithin = z
  .string()
  .min(1)
  .refine((path) => !path.startsWith("-") && !isAbsolute(path) && !path.split(/[\\/]/).includes(".."), {
    message: "this is no folder within",
  });

const repositoryText = z
  .string()
  .min(1)
  .superRefine((text, context) => {
    try {
      repositoryAddress(text, null);
    } catch (error) {
      context.addIssue(error instanceof TuttiError ? error.detail : reasonOf(error));
    }
  });

const inputs = z
  .strictObject({
    repository: repositoryText,
    branch: branchName.nullish(),
    commit_sha: z
      .string()
      .regex(/^[0-9a-f]{4,64}$/i, "a commit is named by 4 to 64 hexadecimal digits; a branch or tag by branch")
      .nullish(),
    include_submodules: z.boolean().nullish(),
    access_token: z.string().nullish(),
    credentials: opaqueObject.nullish(),
    directories: z.array(z.string().min(1)).nullish(),
    clone_directory_name: pathWithin.nullish(),
  })
  .refine(({ branch, commit_sha }) => !branch || !commit_sha, "give branch or commit_sha, not both")
  .refine(
    ({ access_token, credentials }) => !access_token || !credentials,
    "give access_token or credentials, not both",
  );

/**
 * Clones a repository into a folder below the present one, or brings the clone there up to date: tracked files are set to
 * what the commit holds, others are left. Puts out the folder, relative to the present one.
 */
export const gitClone = defineStep({
  inputs,
  async run(given, { directory, environment, cacheDirectory, signal, say, keepSecret }) {
    const credentials = given.access_token ? { access_token: given.access_token } : (given.credentials ?? null);
    const address = repositoryAddress(given.repository, credentials);
    keepLogin(address, keepSecret);
    const wanted = wantedOf(given);
    const name = given.clone_directory_name ?? cloneName(address, wanted);
    const clone = join(directory, name);
    const git = gitFor(address, environment, signal);
    say(`Fetching ${withoutLogin(address.url)}${wanted.kind === "default" ? "" : ` (${nameOf(wanted)})`}`);
    await mkdir(dirname(clone), { recursive: true });
    try {
      // Runs that share a folder take turns.
      const sha = await withFileLock(`${clone}.lock`, signal, async () => {
        await openClone(git, address, clone);
        const found = await fetchCode(git, address, wanted, clone, cacheDirectory, signal);
        await checkOut(git, clone, found, wanted, given.directories ?? []);
        if (given.include_submodules) await checkOutSubmodules(git, clone);
        return found;
      });
      say(`Checked out ${sha.slice(0, 10)} in ${name}`);
    } catch (error) {
      throw gitFailure(withoutLogin(address.url), error);
    }
    return { outputs: { directory: relative(directory, clone) } };
  },
});

function keepLogin({ login }: RepositoryAddress, keepSecret: (secret: string) => void): void {
  if (login === null) return;
  keepSecret(login.userAndPassword.slice(login.userAndPassword.indexOf(":") + 1));
  keepSecret(basicAuthorization(login.userAndPassword).split(" ").at(-1) ?? "");
}

function wantedOf({ branch, commit_sha: sha }: z.output<typeof inputs>): Wanted {
  if (sha) return { kind: "commit", sha: sha.toLowerCase() };
  return branch ? { kind: "branch", name: branch } : { kind: "default" };
}

function nameOf(wanted: Exclude<Wanted, { kind: "default" }>): string {
  return wanted.kind === "branch" ? wanted.name : wanted.sha.slice(0, 10);
}

/** As Prefect calls it, so that steps written for it find it. */
function cloneName({ name }: RepositoryAddress, wanted: Wanted): string {
  return wanted.kind === "branch" ? `${name}-${wanted.name.replaceAll("/", "-")}` : name;
}

/** Makes an empty clone, or makes sure that the one there is of this repository. */
async function openClone(git: Git, { url }: RepositoryAddress, clone: string): Promise<void> {
  await mkdir(clone, { recursive: true });
  if ((await stat(join(clone, ".git")).catch(() => null)) === null) {
    if ((await readdir(clone)).length > 0)
      throw new TuttiError("failed_step", `${clone} is there already, and is no clone`);
    await git.run(clone, "init", "--quiet", "--template=", ".");
    await git.run(clone, "config", "remote.origin.url", url);
    await git.run(clone, "config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
    return;
  }
  const origin = withoutLogin((await git.ask(clone, "config", "--get", "remote.origin.url")) ?? "");
  if (origin === withoutLogin(url)) return;
  throw new TuttiError("failed_step", `${clone} is a clone of ${origin === "" ? "nothing" : origin}, not of ${url}`);
}

async function checkOut(
  git: Git,
  clone: string,
  sha: string,
  wanted: Wanted,
  directories: readonly string[],
): Promise<void> {
  if (directories.length > 0) await git.run(clone, "sparse-checkout", "set", "--", ...directories);
  else if ((await git.ask(clone, "config", "--get", "core.sparseCheckout")) === "true") {
    await git.run(clone, "sparse-checkout", "disable");
  }
  const as = wanted.kind === "branch" ? ["-B", wanted.name] : ["--detach"];
  await git.run(clone, "checkout", "--quiet", "--force", ...as, sha, "--");
}

async function checkOutSubmodules(git: Git, clone: string): Promise<void> {
  await git.run(clone, "submodule", "--quiet", "sync", "--recursive");
  await git.run(clone, "submodule", "--quiet", "update", "--init", "--recursive", "--force", "--depth=1");
}
