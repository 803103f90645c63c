import { installBeside } from "./install-beside.mjs";

const stryker = { name: "stryker", what: "Stryker", manifest: "scripts/mutation/package.json" };

/** What changes the code to see whether a test fails. */
export const installStryker = (report) => installBeside(stryker, report);
