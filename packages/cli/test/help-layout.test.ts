import { Command } from "commander";
import { expect, test } from "vitest";
import { examplesText } from "../src/examples-text.ts";
import { helpLayout } from "../src/help-layout.ts";
import { wrapWords } from "../src/wrap-words.ts";
import { allCommands } from "./support/load-all-commands.ts";

const WIDTH = 50;

test.each(allCommands())("the help of tutti $path fits a terminal of 50 columns", async ({ path, entry }) => {
  const parents = path.split(" ").slice(0, -1);
  let parent = new Command("tutti");
  for (const name of parents) parent = parent.command(name);
  const command = parent.command(entry.name);
  let help = "";
  command
    .configureOutput({ writeOut: (text) => (help += text) })
    .configureHelp({ helpWidth: WIDTH, minWidthToWrap: 20, ...helpLayout });
  (await entry.load()).install(command, {
    openContext: () => Promise.reject(new Error("help opens nothing")),
    finish: () => undefined,
  });
  command.outputHelp();
  const [shown = ""] = help.split("\nExamples:\n");
  const isTooWide = (line: string) => line.trimEnd().length > WIDTH;
  // A flag alone on its line is not broken.
  const isFlag = (line: string) => /^ {2}(-\w, )?--[\w-]+ <[\w-]+>$/.test(line);
  expect(shown.split("\n").filter((line) => isTooWide(line) && !isFlag(line))).toEqual([]);
});

test("a description stands beside its term, and below it where the terminal is narrow", () => {
  const help = (helpWidth: number) => {
    let text = "";
    new Command("x")
      .option("--concurrency-limit <count>", "how many runs at once, and no more")
      .helpOption(false)
      .configureOutput({ writeOut: (part) => (text += part) })
      .configureHelp({ helpWidth, ...helpLayout })
      .outputHelp();
    return text;
  };
  expect(help(80)).toContain("  --concurrency-limit <count>  how many runs at once, and no more\n");
  expect(help(40)).toContain("  --concurrency-limit <count>\n      how many runs at once, and no more\n");
  expect(help(30)).toContain("  --concurrency-limit <count>\n      how many runs at once,\n      and no more\n");
});

test("what an example does is wrapped, a command never", () => {
  const command = "tutti deploy taxi.ts:mainFlow";
  expect(examplesText([[command, "on a schedule of its own"]], 20)).toBe(
    `\nExamples:\n  # on a schedule of\n  # its own\n  ${command}`,
  );
});

test.each([
  ["", 5, []],
  ["a bc def", 4, ["a bc", "def"]],
  ["longer than", 3, ["longer", "than"]],
  ["  a\n b ", 9, ["a b"]],
])("%j wrapped at %d is %j", (text, width, lines) => {
  expect(wrapWords(text, width)).toEqual(lines);
});
