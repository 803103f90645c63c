import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { withTestServer } from "tutti";
import { goOn, LAST_LINE, mainFlow } from "./picture-flow.ts";

// Draws docs/dashboard.png: a real server, a run under way, its page. The dashboard has to be built.

const PICTURE = fileURLToPath(new URL("../../../docs/dashboard.png", import.meta.url));
const CHROMIUM = "/usr/bin/chromium";

async function runId(api: string): Promise<string> {
  for (;;) {
    const body = JSON.stringify({ flows: { name: { any_: ["main-flow"] } }, limit: 1 });
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${api}/tutti/runs/page`, { method: "POST", headers, body });
    const page = (await answer.json()) as { results: { id: string }[] };
    const id = page.results[0]?.id;
    if (id !== undefined) return id;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function draw(browser: Browser, api: string): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1.25,
    colorScheme: "light",
    timezoneId: "UTC",
  });
  await page.goto(`${api.replace(/\/api$/, "")}/dashboard/runs/run/${await runId(api)}`);
  await page.getByText(LAST_LINE).waitFor();
  await page.screenshot({ path: PICTURE });
}

await withTestServer(async ({ url }) => {
  const run = mainFlow({ trainPath: "data/green_2023-01.parquet", valPath: "data/green_2023-02.parquet" });
  const browser = await chromium.launch({
    ...(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {}),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    await draw(browser, url);
  } finally {
    await browser.close();
    goOn();
    await run;
  }
});
