import { afterAll, beforeAll, expect, test } from "vitest";
import { Dashboard } from "./support/dashboard.ts";
import { faultsOfPage, prefectUiFolder } from "./support/prefect-ui-page.ts";
import { PREFECT_UI_PAGES } from "./support/prefect-ui-pages.ts";
import { makePrefectUiWorld, type PrefectUiWorld } from "./support/prefect-ui-world.ts";

let dashboard: Dashboard;
let world: PrefectUiWorld;

beforeAll(async () => {
  const uiFolder = prefectUiFolder("ui-v2");
  dashboard = await Dashboard.open({ TUTTI_SERVER_UI_DIR: uiFolder, TUTTI_SERVER_REGISTER_BLOCKS: "true" });
  world = await makePrefectUiWorld(dashboard);
});
afterAll(async () => dashboard.close());

test.each(PREFECT_UI_PAGES)("%s: no request fails, nothing is complained of", async (_name, address, shown) => {
  expect(await faultsOfPage(dashboard, address(world), shown)).toEqual([]);
});
