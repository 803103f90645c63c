import type { PullPolicy } from "./docker-job.ts";

const HUB = "https://index.docker.io/v1/";

/** The parts of an image's name: `registry/path:tag@digest`. */
export interface ImageName {
  /** As Docker's own configuration names it; Docker Hub's for a name without a registry. */
  readonly registry: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

export function imageName(image: string): ImageName {
  const [name = "", digest] = image.split("@");
  const [first = "", ...path] = name.split("/");
  const isRegistry = path.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const [, tag] = (path.at(-1) ?? first).split(":");
  const isHub = !isRegistry || first === "docker.io" || first === "index.docker.io";
  return { registry: isHub ? HUB : first, tag: tag ?? null, digest: digest ?? null };
}

/** As Kubernetes has it: what may have changed under its name is asked for each time. */
export function usualPullPolicy(image: string): PullPolicy {
  const { tag, digest } = imageName(image);
  return digest === null && (tag === null || tag === "latest") ? "Always" : "IfNotPresent";
}
