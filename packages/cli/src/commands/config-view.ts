import { settingValues, type SettingValue } from "@tutti/client/active-profile";
import { defineCommand } from "../command.ts";
import { outputOption, toggle } from "../option.ts";
import { profilesPath } from "@tutti/client/api-settings";
import { databaseText } from "../server-banner.ts";

const MASK = "********";

export const configView = defineCommand({
  description:
    "Shows the settings in force and where each comes from. A flag is stronger than the environment, that than the profile, that than the default.",
  options: {
    defaults: toggle("--show-defaults", "also what nobody set"),
    sources: toggle("--show-sources", "where each comes from; so unless --hide-sources"),
    noSources: toggle("--hide-sources", "names and values only"),
    secrets: toggle("--show-secrets", "passwords in clear text"),
    output: outputOption,
  },
  examples: [
    ["tutti config view", "what is set"],
    ["tutti config view --show-defaults", "every setting there is"],
  ],
  async run({ output, environment, home, profile }, { options }) {
    const active = await profile();
    const shown = settingValues(active, environment)
      .filter(({ source }) => options.defaults === true || source !== "default")
      .map((setting) => (options.secrets === true ? setting : { ...setting, value: masked(setting) }));
    if (options.output === "json") {
      const settings = shown.map(({ name, value, source }) => ({ name, value, source }));
      output.json({ profile: active.name, settings });
      return;
    }
    output.say(output.styleAside("dim", `Profile ${active.name} in ${profilesPath(home)}`));
    const columns = [
      { header: "SETTING", cell: ({ name }: SettingValue) => output.style("bold", name) },
      { header: "VALUE", cell: ({ value }: SettingValue) => value, shrinks: true },
      { header: "FROM", cell: ({ source }: SettingValue) => output.style("dim", SOURCES[source]) },
    ];
    output.table(
      shown,
      options.noSources === true ? columns.slice(0, 2) : columns,
      "Nothing is set: every setting has its default.",
    );
  },
});

const SOURCES = { env: "environment", profile: "profile", default: "default" } as const;

/** A database's address stays readable, but for its password. */
function masked({ name, value, isSecret }: SettingValue): string {
  if (!isSecret) return value;
  return name.endsWith("_URL") ? databaseText(value) : MASK;
}
