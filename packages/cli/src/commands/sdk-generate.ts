import { defineCommand } from "../command.ts";
import { text, texts } from "../option.ts";

export const sdkGenerate = defineCommand({
  description:
    "Writes a TypeScript module with a function for each deployment of the server, with the types of its parameters: a call that does not fit does not compile. It is written anew when deployments change.",
  options: {
    file: text("-o, --output <file>", "where it is written; needed"),
    flows: texts("-f, --flow <name>", "only deployments of this flow; any number of times"),
    deployments: texts("-d, --deployment <name>", "only this one, as <flow>/<deployment>; any number of times"),
  },
  examples: [
    ["tutti sdk generate -o deployments.ts", "all there are"],
    ["tutti sdk generate -o taxi.ts -f main-flow", "those of one flow"],
  ],
  async run(context, { options }) {
    const { generateClient } = await import("../typed-client/generate-client.ts");
    return generateClient(context, options);
  },
});
