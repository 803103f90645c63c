import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { allCommands } from "./support/load-all-commands.ts";

describe.each(allCommands())("tutti $path", ({ path, entry }) => {
  test("its help says what it does, explains each option and argument, and shows it in use", async () => {
    const command = new Command(entry.name);
    let help = "";
    command.configureOutput({ writeOut: (text) => (help += text) });
    (await entry.load()).install(command, {
      openContext: () => Promise.reject(new Error("help opens nothing")),
      finish: () => undefined,
    });
    command.outputHelp();
    expect(command.description()).toMatch(/\.$/);
    expect(command.options.filter(({ description }) => description === "")).toEqual([]);
    expect(command.registeredArguments.filter(({ description }) => description === "")).toEqual([]);
    expect(help).toMatch(new RegExp(`Examples:\\n(  # .+\\n)?  tutti (-p \\w+ )?${path}`));
  });
});
