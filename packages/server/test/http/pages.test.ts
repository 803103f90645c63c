import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../support/test-app.ts";

let folder: string;
let server: TestApp;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-dashboard-"));
  await mkdir(join(folder, "build/assets"), { recursive: true });
  await writeFile(join(folder, "secret.txt"), "secret");
  await mkdir(join(folder, "build/favicon"));
  await writeFile(join(folder, "build/favicon/tutti.svg"), "<svg/>");
  await writeFile(join(folder, "build/index.html"), "<title>the dashboard</title>");
  await writeFile(join(folder, "build/assets/index-B0aZ_9xy.js"), "let x;");
  server = await openTestApp({}, { dashboardFolder: join(folder, "build") });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe("the dashboard", () => {
  test("the root leads to it", async () => {
    const answer = await server.app.inject("/");
    expect([answer.statusCode, answer.headers.location]).toEqual([307, "/dashboard"]);
  });

  test.each(["/dashboard", "/dashboard/", "/dashboard/runs/1", "/dashboard/flows?x=a.b"])(
    "%s is its page",
    async (url) => {
      const answer = await server.app.inject(url);
      expect([answer.statusCode, answer.body, answer.headers["content-type"], answer.headers["cache-control"]]).toEqual(
        [200, "<title>the dashboard</title>", "text/html; charset=utf-8", "no-cache"],
      );
      expect(answer.headers["content-security-policy"]).toContain("default-src 'self'");
    },
  );

  test("files named by their content are kept for good", async () => {
    const answer = await server.app.inject("/dashboard/assets/index-B0aZ_9xy.js");
    expect([answer.statusCode, answer.body, answer.headers["cache-control"]]).toEqual([
      200,
      "let x;",
      "public, max-age=31536000, immutable",
    ]);
  });

  test("its icon is the root's, too", async () => {
    const answer = await server.app.inject("/favicon.ico");
    expect([answer.statusCode, answer.body, answer.headers["content-type"]]).toEqual([200, "<svg/>", "image/svg+xml"]);
  });

  test("a page that has not changed is not sent again", async () => {
    const { headers } = await server.app.inject("/dashboard");
    const again = await server.app.inject({ url: "/dashboard", headers: { "if-none-match": String(headers.etag) } });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
  });

  test.each([
    "/dashboard/../secret.txt",
    "/dashboard/..%2fsecret.txt",
    "/dashboard/%2e%2e/secret.txt",
    "/dashboard/x.js",
  ])("%s is not there", async (url) => {
    const answer = await server.app.inject(url);
    expect([answer.statusCode, answer.json()]).toEqual([404, { detail: "Not Found" }]);
  });

  test("a missing build is told on its page", async () => {
    const bare = await openTestApp({}, { dashboardFolder: join(folder, "none") });
    const answer = await bare.app.inject("/dashboard");
    await bare.close();
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([503, "text/html; charset=utf-8"]);
    expect(answer.body).toContain("The dashboard is not built");
  });
});

describe("links of Prefect's clients", () => {
  test.each(["/runs/flow-run/01", "/deployments?page=2", "/failed.svg"])("%s leads to its page", async (url) => {
    const answer = await server.app.inject({ url });
    expect([answer.statusCode, answer.headers.location]).toEqual([307, `/dashboard${url}`]);
  });

  test.each(["/api/nothing", "/nothing", "/API/health"])("%s is not there", async (url) => {
    const answer = await server.app.inject({ url });
    expect([answer.statusCode, answer.json()]).toEqual([404, { detail: "Not Found" }]);
  });
});

test("the page of the API loads nothing from elsewhere", async () => {
  const page = await server.app.inject("/docs");
  const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => String(source));
  expect(page.headers["content-security-policy"]).toContain("default-src 'self'");
  for (const source of sources.filter((one) => !one.startsWith("data:"))) {
    expect([source, (await server.app.inject(source)).statusCode]).toEqual([source, 200]);
  }
});

test("a web UI is told where the API is, as it came", async () => {
  const answer = await server.app.inject({ url: "/ui-settings", headers: { host: "localhost:4321" } });
  expect(answer.json()).toEqual({
    api_url: "http://localhost:4321/api",
    csrf_enabled: false,
    auth: null,
    flags: [],
    default_ui: "v2",
    available_uis: [],
    v1_base_url: null,
    v2_base_url: null,
  });
});

test.each([
  "/",
  "/runs/flow-run/01",
  "/failed.svg",
  "/dashboard",
  "/dashboard/runs/1",
  "/dashboard/assets/index-B0aZ_9xy.js",
  "/dashboard/x.js",
  "/favicon.ico",
  "/openapi.json",
  "/docs",
  "/docs/start.js",
  "/ui-settings",
])("whoever asks for the headers of %s alone is answered as with its body", async (url) => {
  const asked = await server.app.inject(url);
  const head = await server.app.inject({ url, method: "HEAD" });
  const date = expect.any(String);
  expect([head.statusCode, head.headers, head.body]).toEqual([asked.statusCode, { ...asked.headers, date }, ""]);
});

describe("a web UI of Prefect's", () => {
  const BASE = "/PREFECT_UI_SERVE_BASE_REPLACE_PLACEHOLDER";
  let withUi: TestApp;
  beforeAll(async () => {
    await mkdir(join(folder, "ui/assets"), { recursive: true });
    await writeFile(join(folder, "ui/index.html"), `<script src="${BASE}/assets/app.js"></script>`);
    await writeFile(join(folder, "ui/assets/app.js"), `const base = "${BASE}", again = "${BASE}/x";`);
    await writeFile(join(folder, "ui/assets/dot.png"), Buffer.from([1, 2, 3]));
    withUi = await openTestApp({ uiFolder: join(folder, "ui") }, { dashboardFolder: join(folder, "build") });
  });
  afterAll(async () => withUi.close());

  test("the root leads to it, and the dashboard stays", async () => {
    const answer = await withUi.app.inject("/");
    expect([answer.statusCode, answer.headers.location]).toEqual([307, "/prefect"]);
    expect((await withUi.app.inject("/dashboard")).body).toBe("<title>the dashboard</title>");
  });

  test.each([
    "/prefect",
    "/prefect/",
    "/prefect/runs/flow-run/1",
    "/prefect/../secret.txt",
    "/prefect/%2e%2e/secret.txt",
  ])("%s never leaves its folder", async (url) => {
    const answer = await withUi.app.inject({ url, headers: { accept: "text/html" } });
    expect(answer.body).not.toContain("secret");
  });

  test.each([
    ["/prefect/runs/flow-run/1", `<script src="/prefect/assets/app.js"></script>`],
    ["/prefect/assets/app.js", `const base = "/prefect", again = "/prefect/x";`],
    ["/prefect/assets/dot.png", "\u0001\u0002\u0003"],
  ])("%s is sent with its base filled in", async (url, body) => {
    const answer = await withUi.app.inject(url);
    expect([answer.statusCode, answer.body, answer.headers["content-length"]]).toEqual([
      200,
      body,
      String(body.length),
    ]);
  });

  test("finds its settings below its base", async () => {
    const answer = await withUi.app.inject({ url: "/prefect/ui-settings", headers: { host: "localhost:4321" } });
    expect(answer.json()).toMatchObject({ api_url: "http://localhost:4321/api" });
  });

  test("a folder without one is refused before the server starts", async () => {
    await expect(openTestApp({ uiFolder: join(folder, "none") })).rejects.toMatchObject({ code: "invalid_setting" });
  });
});
