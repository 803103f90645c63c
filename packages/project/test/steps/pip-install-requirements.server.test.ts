import { expect, test } from "vitest";
import { runSteps } from "../../src/steps/run-steps.ts";
import { stepsContext } from "../support/steps-context.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("requirements are given to the pip of the virtual environment, under the name that is no option", async () => {
  const python = '#!/bin/sh\necho "python $@"\n';
  await using folder = await temporaryFolder({ "venv/bin/python": python, "flows/needs.txt": "" });
  const environment = { PATH: process.env["PATH"] ?? "", VIRTUAL_ENV: folder.join("venv") };
  const steps = [
    { run_shell_script: { script: "chmod +x venv/bin/python" } },
    {
      "prefect.deployments.steps.pip_install_requirements": {
        id: "pip",
        directory: "flows",
        requirements_file: "--needs.txt",
      },
    },
  ];
  const { outputs } = await runSteps(steps, stepsContext(folder.path, { environment }));
  expect(outputs["pip"]).toEqual({ stdout: "python -m pip install --requirement=--needs.txt", stderr: "" });
});

test("requirements that are not there are an error", async () => {
  await using folder = await temporaryFolder();
  const steps = [{ pip_install_requirements: {} }];
  await expect(runSteps(steps, stepsContext(folder.path))).rejects.toThrow("python3 -m ended with 1");
});
