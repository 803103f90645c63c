import { defineCommand } from "../command.ts";
import { flag, texts } from "../option.ts";

export const variableSet = defineCommand({
  description: "Sets a variable. Its value is JSON; what is none is a text.",
  arguments: [
    { term: "<name>", description: "its name" },
    { term: "<value>", description: "JSON, or a text" },
  ],
  options: {
    overwrite: flag("--overwrite", "change it if it is there"),
    tag: texts("--tag <tag>", "a tag; repeatable"),
  },
  examples: [
    ["tutti variable set month 3", "a number"],
    ["tutti variable set bucket data --overwrite --tag taxi", "a text, in place of the old one"],
    ['tutti variable set paths \'["a", "b"]\'', "a list"],
  ],
  async run(context, { args, options }) {
    const { setVariable } = await import("../variables/change-variable.ts");
    return setVariable(context, args[0] ?? "", args[1] ?? "", options);
  },
});
