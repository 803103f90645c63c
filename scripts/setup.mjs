import { buildDashboard } from "./steps/build-dashboard.mjs";
import { findChromium } from "./steps/find-chromium.mjs";
import { findCompiler } from "./steps/find-compiler.mjs";
import { findDocker } from "./steps/find-docker.mjs";
import { installAzurite } from "./steps/install-azurite.mjs";
import { installDependencies } from "./steps/install-dependencies.mjs";
import { installGoogleStandIns } from "./steps/install-google-stand-ins.mjs";
import { installMariaDb } from "./steps/install-mariadb.mjs";
import { installMlflow } from "./steps/install-mlflow.mjs";
import { installMoto } from "./steps/install-moto.mjs";
import { installPrefect } from "./steps/install-prefect.mjs";
import { preparePostgres } from "./steps/prepare-postgres.mjs";

const steps = {
  dependencies: installDependencies,
  dashboard: buildDashboard,
  postgres: preparePostgres,
  prefect: installPrefect,
  moto: installMoto,
  google: installGoogleStandIns,
  azurite: installAzurite,
  mariadb: installMariaDb,
  mlflow: installMlflow,
  chromium: findChromium,
  compiler: findCompiler,
  docker: findDocker,
};

/**
 * Runs the named steps, in this order; each does nothing when its outcome is already there. Without dependencies
 * nothing else can run, so that failure is thrown; the others come back as `{ step: reason }`.
 */
export async function setUp(names, report = (text) => console.log(`· ${text}`)) {
  const failures = {};
  await steps.dependencies(report);
  for (const [name, step] of Object.entries(steps)) {
    if (name === "dependencies" || !names.includes(name)) continue;
    const began = performance.now();
    let isShown = false;
    try {
      await step((text) => {
        isShown = true;
        report(text);
      });
      if (isShown) report(`  done in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    } catch (error) {
      failures[name] = error instanceof Error ? error.message : String(error);
      report(`${name}: ${failures[name]}`);
    }
  }
  return failures;
}

/** Prints a failure as one message, without a stack that tells a new user nothing. */
export function fail(error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
