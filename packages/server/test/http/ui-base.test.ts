import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp } from "../support/test-app.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-ui-"));
  await writeFile(join(folder, "index.html"), "at /PREFECT_UI_SERVE_BASE_REPLACE_PLACEHOLDER");
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ["/team/ui", "/team/ui"],
  [null, "/prefect"],
])("with the base %j a web UI is served at %s, where the root leads", async (uiBase, base) => {
  const { app, close } = await openTestApp({ uiFolder: folder, uiBase, apiBasePath: "/team/api" });
  expect((await app.inject("/")).headers.location).toBe(base);
  expect((await app.inject(`${base}/runs`)).body).toBe(`at ${base}`);
  const settings = await app.inject({ url: `${base}/ui-settings`, headers: { host: "localhost:4321" } });
  expect(settings.json()).toMatchObject({ api_url: "http://localhost:4321/team/api" });
  await close();
});

test("whoever asks for the headers of a web UI alone is told all but how long it is with its base filled in", async () => {
  const { app, close } = await openTestApp({ uiFolder: folder });
  const { "content-length": _, ...headers } = (await app.inject("/prefect/runs")).headers;
  const head = await app.inject({ url: "/prefect/runs", method: "HEAD" });
  expect([head.statusCode, head.headers, head.body]).toEqual([200, { ...headers, date: expect.any(String) }, ""]);
  await close();
});
