import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { withTestServer } from "tutti";
import { expect, test } from "vitest";

const run = promisify(execFile);

test("a database is saved by one program, and filled and read by another, once", async () => {
  await withTestServer(async ({ url, home }) => {
    const database = `sqlite:///${join(home, "trips-example.db")}`;
    const env = { PATH: process.env["PATH"], HOME: home, TUTTI_HOME: home, TUTTI_API_URL: url, DATABASE_URL: database };
    const program = (name: string) => run(process.execPath, [join(import.meta.dirname, "..", name)], { env });
    expect((await program("save-database-block.ts")).stdout).toContain("Saved sqlalchemy-connector/trips-example");
    const zones = "zones: [ { zone: 'JFK', trips: 2, fares: 107 } ]";
    expect((await program("load-trips.ts")).stdout).toContain(`{ loaded: 3, ${zones} }`);
    expect((await program("load-trips.ts")).stdout).toContain(`{ loaded: 0, ${zones} }`);
  });
});
