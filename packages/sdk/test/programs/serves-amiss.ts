import { flow } from "../../src/flow.ts";
import { serve } from "../../src/serve/serve.ts";

// Serves a flow as it should be, and another one with the options that the test gives.

const fine = flow(async function fine() {});
const amiss = flow(async function amiss({ count = 1 }: { count?: number } = {}) {
  return count;
});

const name = process.env["DEPLOYMENT"] ?? "";
const { deployment, serving } = JSON.parse(process.env["OPTIONS"] ?? "{}");

if (import.meta.main) {
  await serve(await fine.toDeployment({ name }), await amiss.toDeployment({ name, ...deployment }), { ...serving });
}
