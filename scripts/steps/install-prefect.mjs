import { existsSync, rmSync } from "node:fs";
import { inRoot } from "./project-paths.mjs";
import { runCommand } from "./run-command.mjs";
import { forget, hashOf, isStamped, stamp } from "./stamp.mjs";

const requirements = "tests/conformance/python/requirements.txt";
const home = inRoot(".cache", "prefect");
const isWindows = process.platform === "win32";
const python = isWindows ? inRoot(".cache/prefect/Scripts/python.exe") : inRoot(".cache/prefect/bin/python");

async function findPython() {
  for (const name of ["python3.13", "python3.12", "python3.11", "python3.10", "python3", "python"]) {
    const probe = await runCommand(name, ["-c", "import sys; sys.exit(sys.version_info < (3, 10))"]);
    if (probe.code === 0) return name;
  }
  throw new Error("the conformance tests need Python 3.10 or newer, and there is none in PATH");
}

async function makeEnvironment(report) {
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

/** Installs the real Prefect, client and server, for the conformance tests; its versions are pinned. */
export async function installPrefect(report) {
  const hash = hashOf([requirements]);
  if (isStamped("prefect", hash) && existsSync(python)) return;
  report("installing Prefect from PyPI");
  forget("prefect");
  if (!existsSync(python)) await makeEnvironment(report);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  const { code, output } = await runCommand(python, [...pip, "--requirement", inRoot(requirements)]);
  if (code !== 0) throw new Error(`installing Prefect failed:\n${output}`);
  stamp("prefect", hash);
}
