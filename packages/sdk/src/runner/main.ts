import module from "node:module";

// A program of its own: `tutti flow-run execute` without the command line around it.
module.enableCompileCache();
const { runProcess } = await import("./run-process.ts");

try {
  await runProcess(null);
} catch (error) {
  const { printLine } = await import("../print-line.ts");
  printLine(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}
