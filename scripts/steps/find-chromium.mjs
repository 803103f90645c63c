import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { hasDebianPackages, installDebianPackages } from "./debian-packages.mjs";
import { runCommand } from "./run-command.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

function inPath() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** Makes sure that there is a Chromium: the machine's, else Debian's when root, else Playwright's. */
export async function findChromium(report) {
  if (inPath()) return;
  if (hasDebianPackages()) {
    report("installing Chromium from Debian's packages");
    await installDebianPackages("chromium");
    if (inPath()) return;
  }
  report("installing Chromium through Playwright");
  const { code, output } = await runCommand("playwright-core", ["install", "chromium-headless-shell", "chromium"]);
  if (code !== 0) throw new Error(`there is no Chromium, and Playwright could not bring one:\n${output}`);
}
