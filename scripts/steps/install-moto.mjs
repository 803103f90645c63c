import { installPythonPackages } from "./python-environment.mjs";

const moto = { title: "moto", requirements: "packages/integrations/aws/test/requirements.txt" };

/** Installs what stands in for AWS in the tests: moto's server; its version is pinned. */
export function installMoto(report) {
  return installPythonPackages("moto", moto, report);
}
