import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { inRoot } from "./project-paths.mjs";
import { runCommand } from "./run-command.mjs";
import { forget, hashOf, isStamped, stamp } from "./stamp.mjs";

/** `--legacy-peer-deps`: what a tool works with is the repository's own, found in the folders above. */
const ARGS = [
  "install",
  "--ignore-scripts",
  "--legacy-peer-deps",
  "--no-package-lock",
  "--no-audit",
  "--no-fund",
  "--prefer-offline",
];

/** Installs what few need and brings much with it: what `manifest` lists, in `.cache/<name>`, without its scripts. */
export async function installBeside({ name, what, manifest }, report) {
  const home = inRoot(".cache", name);
  const hash = hashOf([manifest]);
  if (isStamped(name, hash) && existsSync(home)) return;
  report(`installing ${what} from npm`);
  forget(name);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  copyFileSync(inRoot(manifest), inRoot(".cache", name, "package.json"));
  const { code, output } = await runCommand("npm", ARGS, { cwd: home });
  if (code !== 0) throw new Error(`installing ${what} failed:\n${output}`);
  stamp(name, hash);
}
