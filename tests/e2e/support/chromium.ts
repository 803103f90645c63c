import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

let started: Promise<Browser> | undefined;

/**
 * The machine's Chromium, else the one that Playwright brought. It starts once for all test files of a process, and ends
 * with the process.
 */
export function theChromium(): Promise<Browser> {
  started ??= launch();
  return started;
}

function launch(): Promise<Browser> {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  return chromium.launch({
    ...(found === undefined ? {} : { executablePath: found }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
