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
import { installStryker } from "./steps/install-stryker.mjs";
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
  stryker: installStryker,
  chromium: findChromium,
  compiler: findCompiler,
  docker: findDocker,
};

/** They need nothing that npm brings. */
const beside = new Set(["prefect", "moto", "google", "mariadb", "mlflow", "compiler", "docker"]);

/** Runs a step that does nothing when its outcome is already there. Answers null, or why it failed. */
async function tryStep(name, report) {
  const began = performance.now();
  let isShown = false;
  try {
    await steps[name]((text) => {
      isShown = true;
      report(text);
    });
    if (isShown) report(`  ${name}: done in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    report(`${name}: ${reason}`);
    return reason;
  }
}

const say = (text) => console.log(`· ${text}`);

/**
 * Begins the named steps, side by side. Without dependencies nothing else can run, so that failure rejects
 * `dependencies`; `outcomes` has a promise for each of the others, of null or of why it failed.
 */
export function beginSetUp(names, report = say) {
  const dependencies = steps.dependencies(report);
  const outcomes = {};
  for (const name of names) {
    if (name === "dependencies") continue;
    const before = beside.has(name) ? Promise.resolve() : dependencies;
    outcomes[name] = before.then(
      () => tryStep(name, report),
      () => "the dependencies are missing",
    );
  }
  return { dependencies, outcomes };
}

/** Runs the named steps to their ends. Those that failed come back as `{ step: reason }`; without dependencies it throws. */
export async function setUp(names, report = say) {
  const { dependencies, outcomes } = beginSetUp(names, report);
  await dependencies;
  const failures = {};
  for (const [name, outcome] of Object.entries(outcomes)) {
    const reason = await outcome;
    if (reason !== null) failures[name] = reason;
  }
  return failures;
}

/** Prints a failure as one message, without a stack that tells a new user nothing. */
export function fail(error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
