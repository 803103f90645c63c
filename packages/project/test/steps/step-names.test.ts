import { expect, test } from "vitest";
import { portableSteps } from "../../src/steps/portable-steps.ts";
import { stepName } from "../../src/steps/step-names.ts";

test.each([
  ["run_shell_script", "run_shell_script"],
  ["prefect.deployments.steps.run_shell_script", "run_shell_script"],
  ["prefect.deployments.steps.utility.run_shell_script", "run_shell_script"],
  ["prefect.projects.steps.set_working_directory", "set_working_directory"],
  ["prefect_gcp.deployments.steps.push_to_gcs", "push_to_gcs"],
  ["prefect_gcp.projects.steps.pull_project_from_gcs", "pull_from_gcs"],
  ["prefect_azure.deployments.steps.push_to_azure_blob_storage", "push_to_azure_blob_storage"],
  ["prefect_azure.projects.steps.pull_project_from_azure_blob_storage", "pull_from_azure_blob_storage"],
  ["my_package.steps.run_shell_script", null],
  ["prefect.deployments.steps.pull_with_block", null],
  ["toString", null],
])("%s is %s", (name, own) => {
  expect(stepName(name)).toBe(own);
});

test("a deployment's steps are named and filled as Prefect's workers know them", () => {
  const steps = [
    { set_working_directory: { directory: "/a" } },
    {
      run_shell_script: {
        script: "echo {{ tutti.variables.x }}{{tutti.blocks.secret.y}} tutti.blocks",
        env: { A: ["1"] },
      },
    },
    { my_step: null },
  ];
  expect(portableSteps(steps)).toEqual([
    { "prefect.deployments.steps.set_working_directory": { directory: "/a" } },
    {
      "prefect.deployments.steps.run_shell_script": {
        script: "echo {{ prefect.variables.x }}{{prefect.blocks.secret.y}} tutti.blocks",
        env: { A: ["1"] },
      },
    },
    { my_step: null },
  ]);
});
