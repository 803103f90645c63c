import { defineCommand } from "../command.ts";
import { flag, text, texts } from "../option.ts";

export const api = defineCommand({
  description:
    "Sends one request to the API and prints what is answered, to look at or for a script. The exit code is 1 for a refusal, 4 for what is not there.",
  arguments: [
    { term: "<method>", description: "GET, POST, PUT, PATCH, DELETE" },
    { term: "<path>", description: "such as /flows/filter" },
  ],
  options: {
    data: text("--data <json>", "the body; @file reads a file, - what is piped in"),
    header: texts("-H, --header <header>", "a header, Name: value; repeatable"),
    verbose: flag("-v, --verbose", "show both heads on stderr"),
    root: flag("--root", "a path of the server, not of its API"),
  },
  examples: [
    ["tutti api GET /admin/version", ""],
    ["tutti api POST /flows/filter --data '{}'", ""],
  ],
  async run(context, { args, options }) {
    const { callApi } = await import("../call-api.ts");
    return callApi(context, args[0] ?? "", args[1] ?? "", options);
  },
});
