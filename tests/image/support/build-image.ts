import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { DockerDaemon } from "./docker-daemon.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const SYSTEM_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

/** Builds the image of this repository as `tag`. */
export async function buildImage(daemon: DockerDaemon, tag: string): Promise<void> {
  const base = await baseImage(daemon);
  await daemon.docker("build", "--network=host", `--build-arg=NODE_IMAGE=${base}`, "-t", tag, root);
}

/** The image that the Dockerfile names, else its like made of this machine's files. */
export async function baseImage(daemon: DockerDaemon): Promise<string> {
  const named = "node:24-slim";
  const isPulled = await daemon.docker("pull", named).then(
    () => true,
    () => false,
  );
  return isPulled ? named : importBase(daemon);
}

async function importBase(daemon: DockerDaemon): Promise<string> {
  const [tag, layout] = ["tutti-test-base", join(daemon.folder, "base")];
  const certificates = process.env["NODE_EXTRA_CA_CERTS"] ?? SYSTEM_CERTIFICATES;
  const script = fileURLToPath(new URL("base-image.sh", import.meta.url));
  await run("sh", [script, layout, process.execPath, certificates]);
  const archive = `${layout}.tar`;
  await run("tar", ["-C", layout, "-cf", archive, "."]);
  const changes = ["ENV PATH=/usr/local/bin:/usr/bin:/bin", `ENV NODE_EXTRA_CA_CERTS=${SYSTEM_CERTIFICATES}`];
  await daemon.docker("import", ...changes.map((change) => `--change=${change}`), archive, tag);
  return tag;
}
