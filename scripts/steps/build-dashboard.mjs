import { existsSync } from "node:fs";
import { inRoot } from "./project-paths.mjs";
import { runCommand } from "./run-command.mjs";
import { forget, hashOf, isStamped, stamp } from "./stamp.mjs";

const sources = ["packages/ui", "packages/core/src", "packages/client/src", "package-lock.json"];

/** Builds the dashboard into `packages/server/dashboard`, when its sources have changed. */
export async function buildDashboard(report) {
  const hash = hashOf(sources);
  if (isStamped("dashboard", hash) && existsSync(inRoot("packages/server/dashboard/index.html"))) return;
  report("building the dashboard");
  forget("dashboard");
  const { code, output } = await runCommand("vite", ["build", "--logLevel", "warn"], { cwd: inRoot("packages/ui") });
  if (code !== 0) throw new Error(`the dashboard's build failed:\n${output}`);
  stamp("dashboard", hash);
}
