import { installPythonPackages } from "./python-environment.mjs";

const prefect = {
  title: "Prefect",
  requirements: "tests/conformance/python/requirements.txt",
  alone: "tests/conformance/python/cloud-packages.txt",
};

/**
 * Installs the real Prefect, client and server, for the conformance tests; its versions are pinned. Its packages for the
 * clouds come without the vendors' libraries, which take minutes and are not needed for their blocks.
 */
export function installPrefect(report) {
  return installPythonPackages("prefect", prefect, report);
}
