import { z } from "zod";

/** An image's name without its tag, as Docker has them: `ghcr.io/me/taxi`. It cannot be taken for an option. */
export const imageName = z
  .string()
  .regex(
    /^(?:(?:[a-z0-9][a-z0-9.-]*|\[[0-9a-f:]+\])(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/i,
    "this is no name of an image; its tag is given by tag",
  );

export const imageTag = z.string().regex(/^\w[\w.-]{0,127}$/, "this is no tag of an image");

/** The registry that an image is pushed to, as Docker's configuration calls it. */
export function registryOf(name: string): string {
  const [first = "", ...rest] = name.split("/");
  const isRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  return isRegistry ? first : "https://index.docker.io/v1/";
}
