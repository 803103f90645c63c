import { expect, test } from "vitest";
import { browserCommand } from "../src/open-in-browser.ts";

test.each<[Record<string, string>, NodeJS.Platform, readonly string[] | null]>([
  [{ BROWSER: "firefox" }, "linux", ["firefox"]],
  [{ DISPLAY: ":0" }, "linux", ["xdg-open"]],
  [{ WAYLAND_DISPLAY: "wayland-0" }, "linux", ["xdg-open"]],
  [{}, "linux", null],
  [{}, "darwin", ["open"]],
  [{}, "win32", ["rundll32", "url.dll,FileProtocolHandler"]],
])("with %j on %s an address is opened by %j", (environment, platform, expected) => {
  expect(browserCommand(environment, platform)).toEqual(expected);
});
