import { didYouMean } from "@tutti/client/closest";
import { TuttiError } from "@tutti/core/errors";
import type { RunnableStep } from "./step.ts";

interface KnownStep {
  /** What Prefect calls it; null where it has no such step. */
  readonly prefectName: string | null;
  readonly load: () => Promise<RunnableStep>;
}

const PREFECT = "prefect.deployments.steps";
const PREFECT_AWS = "prefect_aws.deployments.steps";
const PREFECT_AZURE = "prefect_azure.deployments.steps";
const PREFECT_GCP = "prefect_gcp.deployments.steps";
const PREFECT_DOCKER = "prefect_docker.deployments.steps";

/** Every step that Tutti runs, by Tutti's name. */
const STEPS = {
  set_working_directory: {
    prefectName: `${PREFECT}.set_working_directory`,
    load: async () => (await import("./set-working-directory.ts")).setWorkingDirectory,
  },
  git_clone: {
    prefectName: `${PREFECT}.git_clone`,
    load: async () => (await import("./git-clone.ts")).gitClone,
  },
  run_shell_script: {
    prefectName: `${PREFECT}.run_shell_script`,
    load: async () => (await import("./run-shell-script.ts")).runShellScript,
  },
  npm_install: {
    prefectName: null,
    load: async () => (await import("./npm-install.ts")).npmInstall,
  },
  pip_install_requirements: {
    prefectName: `${PREFECT}.pip_install_requirements`,
    load: async () => (await import("./pip-install-requirements.ts")).pipInstallRequirements,
  },
  build_docker_image: {
    prefectName: `${PREFECT_DOCKER}.build_docker_image`,
    load: async () => (await import("./build-docker-image.ts")).buildDockerImage,
  },
  push_docker_image: {
    prefectName: `${PREFECT_DOCKER}.push_docker_image`,
    load: async () => (await import("./push-docker-image.ts")).pushDockerImage,
  },
  push_to_s3: {
    prefectName: `${PREFECT_AWS}.push_to_s3`,
    load: async () => (await import("./s3-steps.ts")).pushToS3,
  },
  pull_from_s3: {
    prefectName: `${PREFECT_AWS}.pull_from_s3`,
    load: async () => (await import("./s3-steps.ts")).pullFromS3,
  },
  push_to_gcs: {
    prefectName: `${PREFECT_GCP}.push_to_gcs`,
    load: async () => (await import("./gcs-steps.ts")).pushToGcs,
  },
  pull_from_gcs: {
    prefectName: `${PREFECT_GCP}.pull_from_gcs`,
    load: async () => (await import("./gcs-steps.ts")).pullFromGcs,
  },
  push_to_azure_blob_storage: {
    prefectName: `${PREFECT_AZURE}.push_to_azure_blob_storage`,
    load: async () => (await import("./azure-steps.ts")).pushToAzureBlobStorage,
  },
  pull_from_azure_blob_storage: {
    prefectName: `${PREFECT_AZURE}.pull_from_azure_blob_storage`,
    load: async () => (await import("./azure-steps.ts")).pullFromAzureBlobStorage,
  },
} as const satisfies Record<string, KnownStep>;

export type StepName = keyof typeof STEPS;

export const STEP_NAMES = Object.keys(STEPS) as readonly StepName[];

// Prefect's functions can be named by the module they stand in, and lay under `projects` before they lay under
// `deployments`.
const PREFECT_NAME =
  /^prefect(?:_aws|_azure|_docker|_gcp)?\.(?:deployments|projects)\.steps(?:\.(?:core|pull|utility))?\.(\w+)$/;
const OLD_NAMES: Readonly<Record<string, string>> = {
  git_clone_project: "git_clone",
  push_project_to_s3: "push_to_s3",
  pull_project_from_s3: "pull_from_s3",
  push_project_to_azure_blob_storage: "push_to_azure_blob_storage",
  pull_project_from_azure_blob_storage: "pull_from_azure_blob_storage",
  push_project_to_gcs: "push_to_gcs",
  pull_project_from_gcs: "pull_from_gcs",
};

/** Tutti's name of a step, given either name; null for a step that Tutti does not run. */
export function stepName(name: string): StepName | null {
  const [, own = name] = PREFECT_NAME.exec(name) ?? [];
  const current = OLD_NAMES[own] ?? own;
  return STEP_NAMES.find((known) => known === current) ?? null;
}

/** Tutti's name of a step. Throws `unknown_step` for one that Tutti does not run. */
export function knownStepName(name: string): StepName {
  const known = stepName(name);
  if (known !== null) return known;
  const problem = name.includes(".")
    ? "it is a function of Python, which Tutti does not run"
    : `Tutti has none of this name.${didYouMean(name, STEP_NAMES)}`;
  throw new TuttiError("unknown_step", problem);
}

/** The name that Prefect's workers know too, where there is one. */
export function portableName(name: string): string {
  const own = stepName(name);
  return own === null ? name : (STEPS[own].prefectName ?? own);
}

export function loadStep(name: StepName): Promise<RunnableStep> {
  return STEPS[name].load();
}
