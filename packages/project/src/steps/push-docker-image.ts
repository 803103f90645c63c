import { z } from "zod";
import { docker } from "../docker/docker.ts";
import { imageName, imageTag, registryOf } from "../docker/image-name.ts";
import { withRegistryLogin } from "../docker/registry-login.ts";
import { defineStep } from "./step.ts";

const credentials = z.looseObject({
  username: z.string(),
  password: z.string(),
  registry_url: z.string().nullish(),
});

/** Pushes an image to its registry, with the credentials of a block or with Docker's own. */
export const pushDockerImage = defineStep({
  inputs: z.strictObject({
    image_name: imageName,
    tag: imageTag.nullish(),
    additional_tags: z.array(imageTag).nullish(),
    credentials: credentials.nullish(),
  }),
  async run(given, surroundings) {
    const { image_name: name, credentials: login } = given;
    const tags = [given.tag ?? "latest", ...(given.additional_tags ?? [])];
    const push = async (environment = {}) => {
      for (const tag of tags) await docker(["push", `${name}:${tag}`], surroundings, environment);
    };
    if (login) {
      surroundings.keepSecret(login.password);
      const registry = (login.registry_url ?? "") === "" ? registryOf(name) : (login.registry_url ?? "");
      await withRegistryLogin(registry, `${login.username}:${login.password}`, surroundings.environment, push);
    } else {
      await push();
    }
    const [tag = "latest", ...additionalTags] = tags;
    return { outputs: { image_name: name, tag, image: `${name}:${tag}`, additional_tags: additionalTags } };
  },
});
