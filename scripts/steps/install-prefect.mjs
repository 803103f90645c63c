import { installPythonPackages } from "./python-environment.mjs";

const prefect = { title: "Prefect", requirements: "tests/conformance/python/requirements.txt" };

/** Installs the real Prefect, client and server, for the conformance tests; its versions are pinned. */
export function installPrefect(report) {
  return installPythonPackages("prefect", prefect, report);
}
