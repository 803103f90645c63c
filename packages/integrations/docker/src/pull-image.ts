import { once } from "node:events";
import { LaunchFailure } from "@tutti/worker/launcher";
import type Docker from "dockerode";
import { imageName, usualPullPolicy } from "./image-name.ts";
import type { DockerJob } from "./docker-job.ts";
import { isStatus, reasonOf } from "./docker-error.ts";
import { type RegistryLogin, storedLogin } from "./registry-login.ts";

type Wanted = Pick<DockerJob, "pullPolicy" | "credentials">;

/** Sees to it that the daemon has an image, as the job's policy says. Throws what stands against it. */
export async function provideImage(
  docker: Docker,
  image: string,
  job: Wanted,
  { onNews, unwanted }: { onNews: (text: string) => void; unwanted: AbortSignal },
): Promise<void> {
  const policy = job.pullPolicy ?? usualPullPolicy(image);
  if (policy === "Never" || (policy === "IfNotPresent" && (await isHere(docker, image)))) return;
  onNews(`Pulling image ${image}`);
  try {
    await pull(docker, image, await loginFor(image, job), unwanted);
  } catch (error) {
    const failure = `The image ${image} could not be pulled: ${reasonOf(error)}`;
    if (policy !== "IfPossible" || unwanted.aborted) throw new LaunchFailure(failure, { cause: error });
    if (!(await isHere(docker, image))) throw new LaunchFailure(`${failure}; nor is it here already`, { cause: error });
    onNews(`${failure}; the one that is here is used`);
  }
}

async function isHere(docker: Docker, image: string): Promise<boolean> {
  try {
    await docker.getImage(image).inspect();
    return true;
  } catch (error) {
    if (isStatus(error, 404)) return false;
    throw error;
  }
}

async function loginFor(image: string, { credentials }: Wanted): Promise<RegistryLogin | null> {
  if (credentials === null) return storedLogin(image);
  const { username, password, registryUrl } = credentials;
  return { username, password, serveraddress: registryUrl ?? imageName(image).registry };
}

async function pull(docker: Docker, image: string, login: RegistryLogin | null, signal: AbortSignal): Promise<void> {
  const { tag, digest } = imageName(image);
  // Without a tag the daemon would bring every image of that name.
  const name = tag === null && digest === null ? `${image}:latest` : image;
  const progress = await docker.pull(name, { abortSignal: signal, ...(login === null ? {} : { authconfig: login }) });
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(progress, (error) => (error === null ? resolve() : reject(error)));
    once(signal, "abort").then(
      () => reject(new Error("nobody wants it any more")),
      () => undefined,
    );
  });
}
