import { Command } from "commander";
import { COMMAND_TREE } from "../../src/command-tree.ts";
import { jsonOptions } from "../../src/option.ts";
import { sessionOptions } from "../../src/session-options.ts";
import { allCommands } from "./load-all-commands.ts";

const HEAD = `# Commands

Written by a test from the commands themselves, and the same test fails when it is out of date:
\`vitest run packages/cli/test/reference.test.ts --project unit --update\` writes it anew. Every command also takes
\`--profile <name>\`, \`--no-prompt\` and \`--help\`; those that take \`-o json\` take \`--json id,name\` too, for these fields
alone, \`--jq '.[].name'\`, which is jq itself, and \`--template '{{ name }} is {{ state_name }}'\`, which is filled in for each.
Data goes to stdout, all else to stderr.

Exit codes: 0 done · 1 failed, refused or no server · 2 wrong usage, or not confirmed · 4 not found · 5 time is up · 130
Ctrl-C.
`;

const JSON_OPTIONS = new Set(jsonOptions().map(({ long }) => long));

/** The page that lists every command with its arguments, options and examples. */
export async function referencePage(): Promise<string> {
  const sections: string[] = [HEAD];
  for (const { heading, commands } of mergedSections()) {
    sections.push(`## ${heading.replace(/:$/, "")}\n`);
    for (const { path, entry } of allCommands(commands)) sections.push(await commandText(path, entry.load));
  }
  return `${sections.join("\n").trimEnd()}\n`;
}

function mergedSections() {
  const headings = [...new Set(COMMAND_TREE.map(({ heading }) => heading))];
  return headings.map((heading) => ({
    heading,
    commands: COMMAND_TREE.filter((section) => section.heading === heading).flatMap(({ commands }) => commands),
  }));
}

type Load = ReturnType<typeof allCommands>[number]["entry"]["load"];

async function commandText(path: string, load: Load): Promise<string> {
  const command = new Command(path.split(" ").at(-1));
  const help: string[] = [];
  command.configureOutput({ writeOut: (text) => help.push(text) }).configureHelp({ helpWidth: 10_000 });
  (await load()).install(command, {
    openContext: () => Promise.reject(new Error("nothing is run to write a page")),
    finish: () => undefined,
  });
  command.outputHelp();
  const session = new Set(sessionOptions().map(({ long }) => long));
  const options = command.options.filter(
    ({ long, hidden }) => !session.has(long ?? "") && !hidden && !JSON_OPTIONS.has(long ?? ""),
  );
  const rows = [
    ...command.registeredArguments.map((argument) => {
      const term = `${argument.name()}${argument.variadic ? "..." : ""}`;
      return [argument.required ? `<${term}>` : `[${term}]`, argument.description];
    }),
    ...options.map(({ flags, description }) => [flags, description]),
  ];
  const table = rows.map(([term = "", text = ""]) => `- \`${term}\`: ${plain(text)}\n`);
  const examples = help
    .join("")
    .split("Examples:\n")
    .at(-1)
    ?.trimEnd()
    .replaceAll(/^ {2}/gm, "")
    .replaceAll(/ +$/gm, "");
  return `### tutti ${path}\n\n${plain(command.description())}\n\n${table.join("")}\n\`\`\`sh\n${examples ?? ""}\n\`\`\`\n`;
}

/** Text that Markdown shows as it is. */
function plain(text: string): string {
  return text.replaceAll(/[*<_]/g, String.raw`\$&`);
}
