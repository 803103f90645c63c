import { expect, test } from "vitest";
import { freshPostgres } from "../support/databases.ts";
import { ServerProcess } from "../support/server-process.ts";
import { testHome } from "../support/test-home.ts";
import { generatedLoad } from "./generated-load.ts";

// R15: whatever is asked, the server answers, and as its document says. Requests are made from that document; half of
// them fit it. A failure tells its seed, which TUTTI_TEST_SEED plays again, and the request that showed it.

const REQUESTS = Number(process.env["TUTTI_TEST_REQUESTS"] ?? 20_000);
const SEED = Number(process.env["TUTTI_TEST_SEED"] ?? Math.floor(Math.random() * 2 ** 32));
/** Ten times what they take where nothing else runs. */
const TIMEOUT_MS = 60_000 + REQUESTS * 40;

test.each(["sqlite", "postgres"] as const)(
  "every generated request is answered, and as documented, on %s",
  { timeout: TIMEOUT_MS },
  async (kind) => {
    const database = kind === "postgres" ? await freshPostgres() : null;
    const env = database === null ? {} : { TUTTI_DATABASE_URL: database.url };
    const server = await ServerProcess.start(await testHome(), env);
    const origin = server.url.slice(0, -"/api".length);
    const { problems, statuses } = await generatedLoad(origin, SEED, REQUESTS / 2);
    const { code, stderr } = await server.stop();
    await database?.drop();
    expect({ problems, log: stderr, code }, `seed ${SEED}`).toEqual({ problems: [], log: "", code: 0 });
    expect(statuses["2xx"]).toBeGreaterThan(REQUESTS / 20);
  },
);
