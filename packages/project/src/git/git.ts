import { dirname } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";
import { runCommand } from "../steps/run-command.ts";
import { type RepositoryAddress, withoutLogin } from "./repository-address.ts";

/** Runs git for one repository. */
export interface Git {
  /** What git printed. Throws `GitError` when it failed. `directory` is the clone, or where it shall be. */
  readonly run: (directory: string, ...args: string[]) => Promise<string>;
  /** The same, and null when it failed. */
  readonly ask: (directory: string, ...args: string[]) => Promise<string | null>;
}

/** Git failed; the message is what it said, without logins. */
export class GitError extends Error {
  override readonly name = "GitError";
}

// These would lead git elsewhere than to the folder that is meant.
const MISLEADING = new Set([
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_NAMESPACE",
  "GIT_ALLOW_PROTOCOL",
]);

/**
 * Git that asks nobody anything, runs no helper programs that an address names, and gets the login by its environment:
 * neither its arguments nor the clone's configuration hold it. Unless it may look `upwards`, it takes no folder above the
 * given one for the clone.
 */
export function gitFor(
  address: RepositoryAddress,
  environment: Environment,
  signal: AbortSignal,
  looks: "here" | "upwards" = "here",
): Git {
  const env = gitEnvironment(address, environment);
  async function result(directory: string, args: readonly string[]) {
    const ceiling = looks === "here" ? { GIT_CEILING_DIRECTORIES: dirname(directory) } : {};
    const options = { directory, environment: { ...env, ...ceiling }, signal, onLine: null };
    return runCommand("git", args, options).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      throw new TuttiError("failed_step", "git is not installed on this machine, or not on its PATH", { cause: error });
    });
  }
  return {
    async run(directory, ...args) {
      const { code, stdout, stderr } = await result(directory, args);
      if (code !== 0) throw new GitError(reason(stderr, code));
      return stdout.trim();
    },
    async ask(directory, ...args) {
      const { code, stdout } = await result(directory, args);
      return code === 0 ? stdout.trim() : null;
    },
  };
}

const NOWHERE: RepositoryAddress = { url: "", transport: "file", login: null, name: "" };

/** Asks the clone that a folder lies in, which may begin above it. Null where git fails, or is not there. */
export function askClone(directory: string, environment: Environment): (...args: string[]) => Promise<string | null> {
  const git = gitFor(NOWHERE, environment, new AbortController().signal, "upwards");
  return (...args) => git.ask(directory, ...args).catch(() => null);
}

function gitEnvironment({ transport, login }: RepositoryAddress, environment: Environment): Environment {
  const kept = Object.entries(environment).filter(([name]) => !MISLEADING.has(name));
  const config: (readonly [key: string, value: string])[] = [
    ["advice.detachedHead", "false"],
    ["gc.auto", "0"],
    ["core.hooksPath", "/dev/null"],
    ["uploadpack.allowAnySHA1InWant", "true"],
    ["protocol.allow", "never"],
    ...["http", "https", "ssh", "git"].map((name) => [`protocol.${name}.allow`, "always"] as const),
    // A submodule of what came from elsewhere must not reach into this machine's files.
    ["protocol.file.allow", transport === "file" ? "always" : "user"],
    ...(login === null
      ? []
      : [[`http.${login.origin}.extraHeader`, basicAuthorization(login.userAndPassword)] as const]),
  ];
  const before = Number(environment["GIT_CONFIG_COUNT"] ?? 0);
  const entries = config.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${before + index}`, key],
    [`GIT_CONFIG_VALUE_${before + index}`, value],
  ]);
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(entries),
    GIT_CONFIG_COUNT: String(before + config.length),
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "",
    SSH_ASKPASS_REQUIRE: "never",
    GCM_INTERACTIVE: "never",
    LC_ALL: "C",
  };
}

export function basicAuthorization(userAndPassword: string): string {
  return `Authorization: Basic ${Buffer.from(userAndPassword).toString("base64")}`;
}

/** The lines that say what went wrong, else the last ones. */
function reason(stderr: string, code: number): string {
  const lines = withoutLogin(stderr)
    .trim()
    .split("\n")
    .filter((line) => line.trim() !== "");
  const fatal = lines.filter((line) => /^(fatal|error|remote): /.test(line));
  const told = (fatal.length > 0 ? fatal : lines).slice(-3).join(" · ");
  return told === "" ? `git ended with ${code}` : told;
}
