import { defineCommand } from "../command.ts";
import { outputOption, text, texts } from "../option.ts";

export const initOptions = {
  name: text("--name <name>", "the project's name; the folder's unless given"),
  recipe: text(
    "--recipe <recipe>",
    "local, git, docker, docker-git, s3, gcs or azure; inferred from git and Dockerfile unless given",
  ),
  fields: texts("-f, --field <key=value>", "an input of the recipe; any number of times"),
  output: outputOption,
};

/** Prefect 2 had it below `project`; there are hands that know it so. */
function initNamed(path: string) {
  return defineCommand({
    description:
      "Makes this folder a project: writes .tuttiignore, deployment.yaml, tutti.yaml and .tutti/. A file that is there already is left as it is.",
    options: initOptions,
    examples: [
      [`tutti ${path}`, "as git and Dockerfile tell"],
      [`tutti ${path} --recipe docker -f image_name=ghcr.io/me/taxi -f tag=latest`, "code in an image"],
    ],
    async run(context, { options }) {
      const { initHere } = await import("../project/init-here.ts");
      await initHere(context, process.cwd(), options);
    },
  });
}

export const init = initNamed("init");
export const projectInit = initNamed("project init");
