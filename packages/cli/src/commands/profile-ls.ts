import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const profileLs = defineCommand({
  description: "Lists profiles; the active one is marked.",
  options: { output: outputOption },
  examples: [["tutti profile ls", "all of them"]],
  async run({ output, profiles }, { options }) {
    const { active, profiles: all } = await profiles();
    const rows = Object.entries(all).map(([name, settings]) => ({
      name,
      active: name === active,
      settings: Object.keys(settings).length,
    }));
    if (options.output === "json") {
      output.json(rows);
      return;
    }
    output.table(
      rows,
      [
        { header: "", cell: (row) => (row.active ? output.style("green", "*") : "") },
        { header: "PROFILE", cell: (row) => (row.active ? output.style("bold", row.name) : row.name) },
        { header: "SETTINGS", cell: (row) => String(row.settings), align: "right" },
      ],
      "No profiles.",
    );
  },
});
