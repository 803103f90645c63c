import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { theChromium } from "./chromium.ts";

/** How somebody looks at a page. */
export type View = Pick<BrowserContextOptions, "viewport" | "colorScheme" | "reducedMotion" | "timezoneId">;

const WIDE = { width: 1440, height: 900 };

/** Tabs that nobody looks at, by their time zone, which a tab keeps. */
const idle = new Map<string, Page[]>();

/**
 * A tab as a new one is: no storage, no cookies, nothing focused or hovered. A new one costs a second of processor time
 * until it shows the dashboard, so one is used again (see `leaveTab`), with what it has cached of the dashboard's files.
 */
export async function takeTab(view: View): Promise<Page> {
  const tab = idle.get(zoneOf(view))?.pop() ?? (await newTab(await theChromium(), view));
  const size = view.viewport ?? WIDE;
  const now = tab.viewportSize();
  if (now?.width !== size.width || now.height !== size.height) await tab.setViewportSize(size);
  const { colorScheme = "light", reducedMotion = "no-preference" } = view;
  await tab.emulateMedia({ colorScheme, reducedMotion });
  return tab;
}

/** A tab that nobody used before or will use again, such as one whose clock is to be changed. */
export async function newTab(browser: Browser, view: View): Promise<Page> {
  const context = await browser.newContext({ viewport: WIDE, ...view, timezoneId: zoneOf(view) });
  context.setDefaultTimeout(120_000);
  return context.newPage();
}

/** Gives a tab back that looked at pages of an origin. */
export async function leaveTab(tab: Page, view: View, origin: string): Promise<void> {
  await tab.mouse.move(-1, -1);
  await tab.evaluate("location.origin === 'null' || sessionStorage.clear()");
  await tab.goto("about:blank");
  await tab.context().clearCookies();
  // Only now is nothing left that could write to it.
  const session = await tab.context().newCDPSession(tab);
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "local_storage" });
  await session.detach();
  idle.set(zoneOf(view), [...(idle.get(zoneOf(view)) ?? []), tab]);
}

function zoneOf({ timezoneId = "UTC" }: View): string {
  return timezoneId;
}
