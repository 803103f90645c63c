import { expect, test } from "vitest";
import { withTestServer } from "../src/test-server.ts";

test("a test server has the settings that it is given", async () => {
  const settings = { TUTTI_SERVICES_LATE_RUNS_ENABLED: "false" };
  await withTestServer(
    async ({ url }) => {
      const answer = await fetch(`${url}/admin/settings`);
      expect(await answer.json()).toMatchObject({ server: { services: { late_runs: { enabled: false } } } });
    },
    { settings },
  );
});
