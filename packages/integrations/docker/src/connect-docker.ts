import Docker from "dockerode";
import { TuttiError } from "@tutti/core/errors";

/** The daemon that `DOCKER_HOST` names, else this machine's, once it has answered. Throws `invalid_usage`. */
export async function connectDocker(): Promise<Docker> {
  const docker = new Docker();
  try {
    await docker.ping();
    return docker;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const fix = "start it, or set DOCKER_HOST";
    throw new TuttiError("invalid_usage", `No Docker daemon answers (${reason}): ${fix}.`, { cause: error });
  }
}

/** How Prefect's workers name a daemon before a container of it. */
export function daemonName(): string {
  const host = process.env["DOCKER_HOST"] ?? "";
  return host.startsWith("tcp://") ? host.replace("tcp://", "http://") : "http+docker://localhost";
}
