import { fail, setUp } from "./setup.mjs";
import { packPackages } from "./steps/pack-packages.mjs";
import { inRoot } from "./steps/project-paths.mjs";
import { endAllOnSignal } from "./steps/run-command.mjs";

/** `node scripts/pack.mjs [folder]`: a tarball of every package that users can install. */
async function main() {
  const failures = await setUp(["dashboard"]);
  if (failures.dashboard) throw new Error("without a dashboard there is nothing to pack");
  const tarballs = await packPackages(process.argv[2] ?? inRoot(".cache", "packages"), (text) =>
    console.log(`· ${text}`),
  );
  for (const tarball of tarballs) console.log(tarball);
}

endAllOnSignal();
main().catch(fail);
