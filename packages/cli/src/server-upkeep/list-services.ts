import { settingValues } from "@tutti/client/active-profile";
import { ALL_SETTINGS } from "@tutti/core/settings/all-settings";
import type { CommandContext } from "../context.ts";
import { printRows } from "../list-rows.ts";

interface ServiceRow {
  readonly name: string;
  readonly enabled: boolean;
  readonly does: string;
  readonly setting: string;
}

/** What a server started here would do by itself, as its settings say. */
export async function listServices(
  { output, environment, profile }: CommandContext,
  options: { readonly output: string | null },
): Promise<void> {
  const values = new Map(settingValues(await profile(), environment).map(({ name, value }) => [name, value]));
  const services = ALL_SETTINGS.flatMap(({ name, aliases, description }): ServiceRow[] => {
    const [, service] = /^TUTTI_SERVICES_(\w+)_ENABLED$/.exec(name) ?? [];
    if (service === undefined) return [];
    const value = [name, ...aliases].map((known) => values.get(known)).find((found) => found !== undefined);
    return [
      {
        name: service.toLowerCase().replaceAll("_", "-"),
        enabled: /^(true|1|yes|on)$/i.test(value ?? ""),
        does: description.replace(/^runs the services? that (?:let )?/, ""),
        setting: name,
      },
    ];
  });
  printRows(
    services,
    { output, format: options.output },
    [
      { header: "SERVICE", cell: ({ name }) => output.style("bold", name) },
      { header: "ON", cell: ({ enabled }) => (enabled ? output.style("green", "yes") : output.style("gray", "no")) },
      { header: "WHAT IT DOES", cell: ({ does }) => does, shrinks: true },
      { header: "SETTING", cell: ({ setting }) => output.style("dim", setting) },
    ],
    "None.",
  );
}
