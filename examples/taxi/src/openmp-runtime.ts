import { spawnSync } from "node:child_process";
import koffi from "koffi";
import { MissingLibraryError } from "./missing-library-error.ts";

const OPENMP = "libgomp.so.1";
const PACKAGE = "libgomp1";
const INSTALL_TIMEOUT_MS = 120_000;

/**
 * Makes sure that the OpenMP runtime, which XGBoost's Linux library is linked against, can be loaded. A small image may
 * lack it: as root on a system with apt it is installed, else the error names the package.
 */
export function ensureOpenMp(): void {
  // Read once, when the library is loaded. Threads that wait must not spin: on a machine with other work they take the
  // processor from the thread they wait for, and training takes ten times as long.
  process.env["OMP_WAIT_POLICY"] ??= "PASSIVE";
  if (process.platform !== "linux" || canLoad(OPENMP)) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && (install() || (apt("update") && install())) && canLoad(OPENMP)) return;
  throw new MissingLibraryError(
    `XGBoost needs ${OPENMP}: install it with \`${isRoot ? "" : "sudo "}apt-get install ${PACKAGE}\` (Fedora, Alpine: the package libgomp).`,
  );
}

function canLoad(library: string): boolean {
  try {
    koffi.load(library);
    return true;
  } catch {
    return false;
  }
}

function install(): boolean {
  console.error(`Installing ${PACKAGE}, which XGBoost needs …`);
  return apt("install", "--yes", "--no-install-recommends", PACKAGE);
}

function apt(...args: readonly string[]): boolean {
  const child = spawnSync("apt-get", ["--quiet", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: INSTALL_TIMEOUT_MS,
  });
  return child.status === 0;
}
