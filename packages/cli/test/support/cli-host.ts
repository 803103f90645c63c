import { main } from "../../src/main.ts";

// A process that runs one command after the other, as it was forked to: what a command loads is loaded once.

interface Call {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const environment = { ...process.env };

process.on("message", (message: Call) => {
  void run(message);
});
process.on("disconnect", () => process.exit());

async function run({ args, env }: Call): Promise<void> {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment, env);
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    process[name].removeAllListeners("error");
    process[name].write = (text: string | Uint8Array) => {
      written[name] += typeof text === "string" ? text : Buffer.from(text).toString();
      return true;
    };
  }
  process.exitCode = 0;
  await main(args);
  process.send?.({ code: process.exitCode, ...written });
}
