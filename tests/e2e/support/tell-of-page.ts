import { stripVTControlCharacters } from "node:util";
import type { TestContext } from "vitest";
import type { WatchedPage } from "./watched-page.ts";

const CHARACTERS_MAX = 1500;
const PATIENCE_MS = 10_000;
/** What stands before the page comes first; then whether it hears of changes. */
const TEXT = `[
  ...document.querySelectorAll("dialog[open], .toasts, .live-indicator"),
  document.querySelector("main") ?? document.body,
].map((part) => part.innerText).join("\\n")`;

/**
 * Where a test failed, its error says what the page showed: nobody can look at it later. It is said within the message,
 * right after its first line, since of long messages reports show the beginning; with it how a value differed, which is
 * no part of a message otherwise.
 */
export async function tellOfPage(watched: WatchedPage, { task }: TestContext): Promise<void> {
  const [error] = task.result?.errors ?? [];
  if (task.result?.state !== "fail" || error === undefined || watched.page.isClosed()) return;
  const differs = stripVTControlCharacters(error.diff ?? "")
    .slice(0, CHARACTERS_MAX)
    .trim();
  const told = [await whatItShows(watched), differs].join("\n").trim();
  const withIt = (text: string) => text.replace(/$/m, () => `\n${told}`);
  error.message = withIt(error.message);
  if (error.stack !== undefined) error.stack = withIt(error.stack);
}

async function whatItShows({ page, faults }: WatchedPage): Promise<string> {
  const late = new Promise<string>((resolve) => {
    setTimeout(() => resolve("(it does not answer)"), PATIENCE_MS).unref();
  });
  const read = page.evaluate<string>(TEXT).catch((error: unknown) => `(it cannot be read: ${String(error)})`);
  const text = (await Promise.race([read, late])).trim().replace(/\s*\n\s*/g, " | ");
  const noted = faults.length === 0 ? "no faults" : `the faults ${faults.join("; ")}`;
  return `${page.url()} showed: ${text.slice(0, CHARACTERS_MAX)}\nand had ${noted.slice(0, CHARACTERS_MAX)}`;
}
