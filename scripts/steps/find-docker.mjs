import { hasDebianPackages, installDebianPackages } from "./debian-packages.mjs";
import { runCommand } from "./run-command.mjs";

const answers = async () => (await runCommand("docker", ["info"])).code === 0;
const hasDaemon = async () => (await runCommand("dockerd", ["--version"])).code === 0;

/** Makes sure that there is a Docker daemon to build with: one that answers, or one that the test can start as root. */
export async function findDocker(report) {
  if (await answers()) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && (await hasDaemon())) return;
  if (hasDebianPackages()) {
    report("installing Docker from Debian's packages");
    await installDebianPackages("docker.io");
    if (await hasDaemon()) return;
  }
  throw new Error("no Docker daemon answers, and none can be started here");
}
