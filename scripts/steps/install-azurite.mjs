import { installBeside } from "./install-beside.mjs";

const azurite = { name: "azurite", what: "Azurite", manifest: "packages/integrations/azure/test/azurite/package.json" };

/** What stands in for Azure's storage in the tests. */
export const installAzurite = (report) => installBeside(azurite, report);
