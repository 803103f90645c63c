import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hasDebianPackages, installDebianPackages } from "./debian-packages.mjs";
import { inRoot } from "./project-paths.mjs";
import { runCommand } from "./run-command.mjs";
import { forget, hashOf, isStamped, stamp } from "./stamp.mjs";

const isWindows = process.platform === "win32";

async function findPython() {
  for (const name of ["python3.13", "python3.12", "python3.11", "python3.10", "python3", "python"]) {
    const probe = await runCommand(name, ["-c", "import sys; sys.exit(sys.version_info < (3, 10))"]);
    if (probe.code === 0) return name;
  }
  throw new Error("the tests with Python's programs need Python 3.10 or newer, and there is none in PATH");
}

async function makeEnvironment(home, report) {
  const base = await findPython();
  rmSync(home, { recursive: true, force: true });
  let made = await runCommand(base, ["-m", "venv", home]);
  if (made.code !== 0 && hasDebianPackages()) {
    report("installing python3-venv");
    await installDebianPackages("python3-venv");
    rmSync(home, { recursive: true, force: true });
    made = await runCommand(base, ["-m", "venv", home]);
  }
  if (made.code !== 0) throw new Error(`${base} could not make a virtual environment:\n${made.output}`);
}

/**
 * Installs pinned packages of Python in an environment of their own, `.cache/<name>`, when they are not there yet. Those that
 * `alone` lists go into its folder `alone`, without what they depend on: a program finds them when it is told to.
 */
export async function installPythonPackages(name, { title, requirements, alone }, report) {
  const home = inRoot(".cache", name);
  const python = isWindows ? inRoot(`.cache/${name}/Scripts/python.exe`) : inRoot(`.cache/${name}/bin/python`);
  const hash = hashOf([requirements, ...(alone === undefined ? [] : [alone])]);
  if (isStamped(name, hash) && existsSync(python)) return;
  report(`installing ${title} from PyPI`);
  forget(name);
  if (!existsSync(python)) await makeEnvironment(home, report);
  const install = async (...args) => {
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...args];
    const { code, output } = await runCommand(python, pip);
    if (code !== 0) throw new Error(`installing ${title} failed:\n${output}`);
  };
  await install("--requirement", inRoot(requirements));
  if (alone !== undefined) {
    const target = join(home, "alone");
    rmSync(target, { recursive: true, force: true });
    await install("--no-deps", "--target", target, "--requirement", inRoot(alone));
  }
  stamp(name, hash);
}
