import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { automaticDockerfile } from "../docker/automatic-dockerfile.ts";
import { docker } from "../docker/docker.ts";
import { imageName, imageTag } from "../docker/image-name.ts";
import { projectFiles } from "../files/ignore-rules.ts";
import { defineStep, type StepSurroundings } from "./step.ts";

const texts = z.record(z.string().regex(/^[^=\s]+$/), z.coerce.string());

const inputs = z.strictObject({
  image_name: imageName,
  tag: imageTag.nullish(),
  additional_tags: z.array(imageTag).nullish(),
  dockerfile: z.string().min(1).default("Dockerfile"),
  path: z.string().min(1).default("."),
  platform: z.string().nullish(),
  target: z.string().nullish(),
  buildargs: texts.nullish(),
  labels: texts.nullish(),
  nocache: z.boolean().nullish(),
  pull: z.boolean().nullish(),
});

/**
 * Builds an image of a folder. The Dockerfile `auto` is made for it; then what `.tuttiignore` names stays out of the
 * image. Puts out what the image is called.
 */
export const buildDockerImage = defineStep({
  inputs,
  async run(given, surroundings) {
    const folder = resolve(surroundings.directory, given.path);
    const scratch = await mkdtemp(join(tmpdir(), "tutti-image-"));
    try {
      const isAutomatic = given.dockerfile === "auto";
      const context = isAutomatic ? await automaticContext(folder, scratch, surroundings) : folder;
      const dockerfile = isAutomatic ? join(scratch, "Dockerfile") : resolve(folder, given.dockerfile);
      return { outputs: await build(given, context, dockerfile, join(scratch, "image-id"), surroundings) };
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
});

/** A copy of the folder without what is ignored, and a Dockerfile beside it. */
async function automaticContext(folder: string, scratch: string, { say }: StepSurroundings): Promise<string> {
  const files = await projectFiles(folder);
  const dockerfile = automaticDockerfile(folder, files);
  say(dockerfile.trim());
  await writeFile(join(scratch, "Dockerfile"), dockerfile);
  const context = join(scratch, "context");
  await mkdir(context);
  for (const file of files) {
    await mkdir(dirname(join(context, file)), { recursive: true });
    await cp(join(folder, file), join(context, file), { verbatimSymlinks: true });
  }
  return context;
}

async function build(
  given: z.output<typeof inputs>,
  context: string,
  dockerfile: string,
  idFile: string,
  surroundings: StepSurroundings,
) {
  const tag = given.tag ?? timeTag(new Date());
  const additionalTags = given.additional_tags ?? [];
  // Values stand behind an equals sign: none is taken for an option.
  const args = [
    ...[tag, ...additionalTags].map((each) => `--tag=${given.image_name}:${each}`),
    `--file=${dockerfile}`,
    `--iidfile=${idFile}`,
    ...(given.platform ? [`--platform=${given.platform}`] : []),
    ...(given.target ? [`--target=${given.target}`] : []),
    ...Object.entries(given.buildargs ?? {}).map(([name, value]) => `--build-arg=${name}=${value}`),
    ...Object.entries(given.labels ?? {}).map(([name, value]) => `--label=${name}=${value}`),
    ...(given.nocache ? ["--no-cache"] : []),
    ...(given.pull ? ["--pull"] : []),
  ];
  await docker(["build", ...args, "--", context], surroundings);
  return {
    image_name: given.image_name,
    tag,
    image: `${given.image_name}:${tag}`,
    image_id: (await readFile(idFile, "utf8")).trim(),
    additional_tags: additionalTags,
  };
}

/** A tag of its own for each build. */
function timeTag(now: Date): string {
  return now.toISOString().toLowerCase().replaceAll(/[^\w]/g, "-");
}
