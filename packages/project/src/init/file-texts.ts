import { stringify } from "yaml";
import type { RecipeContent } from "./recipes.ts";

export interface ProjectTexts {
  readonly name: string;
  readonly version: string;
  readonly content: RecipeContent;
}

/** `tutti.yaml` of a new project. */
export function tuttiYaml({ name, version, content }: ProjectTexts): string {
  return `# How this project is deployed. Keep this file under version control, beside the code.

${block({ name, "tutti-version": version })}
# build: steps before a deployment, such as the making of an image
${block({ build: content.build })}
# push: steps that bring code or image to where workers find them
${block({ push: content.push })}
# pull: steps of each run, before the flow begins, that bring the code to it
${block({ pull: content.pull })}`;
}

/** `deployment.yaml` of a new project: one deployment, to be filled in. */
export function deploymentYaml({ content }: ProjectTexts): string {
  return `# Deployments that tutti deploy --all and tutti deploy --name find. Those that are saved by tutti deploy go to tutti.yaml.

deployments:
  - # what it is called
    name: null
    version: null
    tags: []
    description: null

    # when it runs: a list of cron, interval or rrule; null leaves the schedules as they are
    schedules: null

    # what runs: file.ts:exportedFlow
    entrypoint: null
    parameters: {}

    # where it runs
    work_pool:
      name: null
      work_queue_name: null
${indented(stringify({ job_variables: content.jobVariables }, YAML_OPTIONS), 6)}`;
}

/** `.tuttiignore` of a new project: what stays behind when the folder is copied into an image or to storage. */
export const IGNORE_TEXT = `# What is not copied with the project. The patterns are those of .gitignore.

# Tutti
.tutti/
.tuttiignore

# Node
node_modules/
dist/
coverage/
*.tsbuildinfo
*.log

# Python
__pycache__/
*.py[cod]
*.egg-info/
.mypy_cache/
.pytest_cache/
.ipynb_checkpoints/
.venv/
venv/

# secrets and settings of one machine
.env
.env.*

# version control, editors, systems
.git/
.hg/
.idea/
.vscode/
.DS_Store
`;

const YAML_OPTIONS = { lineWidth: 0 } as const;

function block(value: Readonly<Record<string, unknown>>): string {
  return stringify(value, YAML_OPTIONS);
}

function indented(text: string, width: number): string {
  return text.replaceAll(/^(?=.)/gm, " ".repeat(width));
}
