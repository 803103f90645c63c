import { EXIT, type ExitCode } from "./exit-code.ts";
import { Output } from "./output.ts";

/** Runs the command line to its end and leaves the exit code to the process, so that what was written gets out. */
export async function main(argv: readonly string[]): Promise<void> {
  const output = new Output();
  endOnUnwritableOutput(output);
  try {
    process.exitCode = await dispatch(argv, output);
  } catch (error) {
    const { failureOf, tellFailure } = await import("./failure.ts");
    const failure = failureOf(error, argv);
    tellFailure(failure, output);
    process.exitCode = failure.code;
  }
}

async function dispatch(argv: readonly string[], output: Output): Promise<ExitCode> {
  const [first] = argv;
  if (argv.length === 1 && (first === "--version" || first === "-v")) {
    const { CLI_VERSION } = await import("./cli-version.ts");
    output.line(CLI_VERSION);
    return EXIT.ok;
  }
  if (isRunsProcess(argv)) {
    const { runProcess } = await import("@tutti/sdk/runner/run-process");
    await runProcess(null);
    return EXIT.ok;
  }
  const { runProgram } = await import("./run-program.ts");
  return runProgram(first === "help" ? await helpOf(argv.slice(1)) : argv, output);
}

/** What shows the help that is meant; what is no command is called as one, and refused. */
async function helpOf(words: readonly string[]): Promise<string[]> {
  const [topic] = words;
  if (topic !== undefined && !topic.startsWith("-")) {
    const { commandPath } = await import("./command-path.ts");
    if (commandPath(words).length === 0) return [topic];
  }
  return [...words, "--help"];
}

/**
 * `tutti flow-run ls | head -1`: the reader has seen enough, and only what serves others goes on. Any other failure to
 * write is one, in one line.
 */
function endOnUnwritableOutput(output: Output): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE" && output.outlivesReaders) return;
      if (error.code === "EPIPE") process.exit(EXIT.ok);
      if (stream === process.stdout) process.stderr.write(`Error: The output cannot be written: ${error.message}\n`);
      process.exit(EXIT.failed);
    });
  }
}

/** What workers start, told the rest by the environment: each module that is not loaded lets runs begin earlier. */
function isRunsProcess(argv: readonly string[]): boolean {
  return argv.length === 2 && argv[0] === "flow-run" && argv[1] === "execute";
}
