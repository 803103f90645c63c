import { existsSync, rmSync } from "node:fs";
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
  if (made.code !== 0 && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    report("installing python3-venv");
    await runCommand("apt-get", ["update", "-q"]);
    await runCommand("apt-get", ["install", "-q", "-y", "--no-install-recommends", "python3-venv"]);
    rmSync(home, { recursive: true, force: true });
    made = await runCommand(base, ["-m", "venv", home]);
  }
  if (made.code !== 0) throw new Error(`${base} could not make a virtual environment:\n${made.output}`);
}

/** Installs pinned packages of Python in an environment of their own, `.cache/<name>`, when they are not there yet. */
export async function installPythonPackages(name, { title, requirements }, report) {
  const home = inRoot(".cache", name);
  const python = isWindows ? inRoot(`.cache/${name}/Scripts/python.exe`) : inRoot(`.cache/${name}/bin/python`);
  const hash = hashOf([requirements]);
  if (isStamped(name, hash) && existsSync(python)) return;
  report(`installing ${title} from PyPI`);
  forget(name);
  if (!existsSync(python)) await makeEnvironment(home, report);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  const { code, output } = await runCommand(python, [...pip, "--requirement", inRoot(requirements)]);
  if (code !== 0) throw new Error(`installing ${title} failed:\n${output}`);
  stamp(name, hash);
}
