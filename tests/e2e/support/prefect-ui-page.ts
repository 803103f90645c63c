import { execFileSync } from "node:child_process";
import { expect } from "vitest";
import { prefectProgram } from "../../conformance/prefect-program.ts";
import type { Dashboard } from "./dashboard.ts";

// Prefect's own web UIs, as its package ships them, served by Tutti and talking to Tutti.

/** The folder of a web UI: `ui-v2`, or `ui`, the one before. */
export function prefectUiFolder(name: "ui" | "ui-v2"): string {
  const find = "import pathlib, importlib.util as u; print(pathlib.Path(u.find_spec('prefect').origin).parent)";
  const root = execFileSync(prefectProgram("python"), ["-c", find], { encoding: "utf8" }).trim();
  return `${root}/server/${name}`;
}

/** Opens a page, waits until it shows what it is to show, and answers what it complained of and which requests failed. */
export async function faultsOfPage(dashboard: Dashboard, address: string, shown: string): Promise<string[]> {
  const watched = await dashboard.page();
  // It calls home and loads pictures from elsewhere: neither is this server's. (A route of the page's would do, but for it
  // the browser would fetch all of the UI's 60 files anew for each page.)
  const session = await watched.page.context().newCDPSession(watched.page);
  session.on("Fetch.requestPaused", ({ requestId }) => {
    const responseHeaders = ["origin", "headers"].map((what) => ({ name: `access-control-allow-${what}`, value: "*" }));
    // What it asks for as the test ends is answered no more.
    session.send("Fetch.fulfillRequest", { requestId, responseCode: 204, responseHeaders }).catch(() => undefined);
  });
  // Its older icon it expects at the root, where a server has it that serves nothing but this UI.
  const patterns = [{ urlPattern: "https://*" }, { urlPattern: `${dashboard.origin}/favicon*.ico` }];
  await session.send("Fetch.enable", { patterns });
  await watched.page.goto(`${dashboard.origin}/prefect${address}`);
  await expect.poll(() => watched.page.locator("main, #root, #app").first().innerText()).toContain(shown);
  await watched.page.waitForLoadState("networkidle");
  // Its drawings warn of what the graphics driver of the machine does not like, and who counts its visitors calls a
  // success an error.
  const faults = watched.faults.filter(
    (fault) => !/^(third party|console warning|console error: Amplitude)/.test(fault),
  );
  await session.detach();
  return faults;
}
