import { installPythonPackages } from "./python-environment.mjs";

const google = {
  title: "an emulator of Google Cloud Storage, and Google's descriptions of its services",
  requirements: "packages/integrations/gcp/test/requirements.txt",
};

/** Installs what stands in for Google Cloud in the tests, in pinned versions. */
export function installGoogleStandIns(report) {
  return installPythonPackages("google", google, report);
}
