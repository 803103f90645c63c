import { defineCommand } from "../command.ts";

export const completion = defineCommand({
  description: "Prints the code that lets a shell complete the words of tutti.",
  arguments: [{ term: "<shell>", description: "bash, zsh or fish" }],
  options: {},
  examples: [
    ["tutti completion bash >> ~/.bashrc", "for bash"],
    ["tutti completion zsh > ~/.zfunc/_tutti", "for zsh"],
    ["tutti completion fish > ~/.config/fish/completions/tutti.fish", "for fish"],
  ],
  async run(context, { args }) {
    const { printCompletion } = await import("../completion/print-completion.ts");
    return printCompletion(context, args[0] ?? "");
  },
});
