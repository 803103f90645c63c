/** What installs a project's dependencies, as its lockfile says. */
export interface PackageManager {
  readonly program: "npm" | "pnpm" | "yarn";
  readonly lockfile: string;
  /** Of the program; it changes nothing of the lockfile. */
  readonly arguments: readonly string[];
  /** What `npx` fetches where the program is not installed; null for npm. */
  readonly package: string | null;
  readonly environment: Readonly<Record<string, string>>;
}

export const NPM: PackageManager = {
  program: "npm",
  lockfile: "package-lock.json",
  arguments: ["ci", "--no-audit", "--no-fund"],
  package: null,
  environment: {},
};

/** Pure: the manager that wrote a lockfile, of the version that `packageManager` in the manifest names, or that can read it. */
export function managerOf(lockfile: string, text: string, named: string | null): PackageManager | null {
  if (lockfile === NPM.lockfile) return NPM;
  const [, program, version] = /^(pnpm|yarn)@([\w.-]+)/.exec(named ?? "") ?? [];
  if (lockfile === "pnpm-lock.yaml") return pnpm(program === "pnpm" ? version : undefined, text);
  if (lockfile === "yarn.lock") return yarn(program === "yarn" ? version : undefined, text);
  return null;
}

export const LOCKFILES = [NPM.lockfile, "pnpm-lock.yaml", "yarn.lock"] as const;

function pnpm(named: string | undefined, text: string): PackageManager {
  const [, format = "9"] = /^lockfileVersion:\s*['"]?(\d+)/m.exec(text) ?? [];
  const able = { "5": "7", "6": "8" }[format] ?? "10";
  return {
    program: "pnpm",
    lockfile: "pnpm-lock.yaml",
    arguments: ["install", "--frozen-lockfile"],
    package: `pnpm@${named ?? able}`,
    // Without a terminal it asks nothing of anybody.
    environment: { CI: "true" },
  };
}

/** From its second version on it would leave no `node_modules`, which Node looks into. */
function yarn(named: string | undefined, text: string): PackageManager {
  const isFirst = named === undefined ? !text.includes("__metadata:") : named.startsWith("1.");
  return {
    program: "yarn",
    lockfile: "yarn.lock",
    arguments: isFirst ? ["install", "--frozen-lockfile", "--non-interactive"] : ["install", "--immutable"],
    package: isFirst ? `yarn@${named ?? "1"}` : `@yarnpkg/cli-dist@${named ?? "4"}`,
    environment: isFirst ? {} : { YARN_NODE_LINKER: "node-modules", YARN_ENABLE_GLOBAL_CACHE: "true" },
  };
}
