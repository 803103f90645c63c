import { spawn } from "node:child_process";
import { once } from "node:events";
import { TuttiError } from "@tutti/core/errors";
import { CLI_VERSION } from "../cli-version.ts";
import { confirm } from "../confirm.ts";
import type { CommandContext } from "../context.ts";
import type { InstallPolicy } from "./install-policy.ts";

type Asker = Pick<CommandContext, "isInteractive" | "output">;

/**
 * Loads what needs a package that may not be there, and installs it into the folder at hand as the policy says: `prompt` asks,
 * on a terminal. Throws `missing_integration` where it is missing and not installed.
 */
export async function loadInstalled<Loaded>(
  name: string,
  load: () => Promise<Loaded>,
  policy: InstallPolicy,
  context: Asker,
): Promise<Loaded> {
  if (policy === "always") await install(name, context);
  try {
    return await load();
  } catch (error) {
    const isMissing = error instanceof TuttiError && error.code === "missing_integration";
    if (!isMissing || !(await mayInstall(name, policy, context))) throw error;
  }
  await install(name, context);
  return load();
}

async function mayInstall(name: string, policy: InstallPolicy, context: Asker): Promise<boolean> {
  if (policy !== "prompt") return policy === "if-not-present";
  return context.isInteractive && confirm(`Pools of this type need ${name}. Install it here?`, false, context);
}

/** What npm says goes to stderr: stdout is for data. */
async function install(name: string, { output }: Asker): Promise<void> {
  const wanted = `${name}@${CLI_VERSION}`;
  output.say(`Installing ${wanted}.`);
  const child = spawn("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", wanted], {
    cwd: process.cwd(),
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  const [code] = await once(child, "close").catch((error: unknown) => [error]);
  if (code === 0) return;
  const how = code instanceof Error ? code.message : `npm ended with ${String(code)}`;
  throw new TuttiError("invalid_usage", `${wanted} could not be installed: ${how}.`);
}
