import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { setTimeout as passed } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { prefectProgram } from "../../tests/conformance/prefect-program.ts";
import { PrefectServer } from "../../tests/conformance/prefect-server.ts";
import { ServerProcess } from "../../tests/support/server-process.ts";
import { memoryOf, processorSeconds } from "../machine.ts";
import { median } from "../quantile.ts";
import { megabytes, milliseconds, type Question, type Row } from "../question.ts";

const IDLE_SECONDS = 10;
const BINARY = fileURLToPath(new URL("../../packages/tutti/bin/tutti.mjs", import.meta.url));

interface Started {
  pid: number;
  stop(): Promise<void>;
}

async function footprint(subject: string, starts: number, start: () => Promise<Started>): Promise<Row> {
  const samples: number[] = [];
  for (let index = 1; index < starts; index += 1) {
    const { elapsedMs, server } = await timed(start);
    samples.push(elapsedMs);
    await server.stop();
  }
  const { elapsedMs, server } = await timed(start);
  samples.push(elapsedMs);
  const usedBefore = processorSeconds(server.pid);
  await passed(IDLE_SECONDS * 1000); // idleness is what is measured
  const share = ((processorSeconds(server.pid) - usedBefore) / IDLE_SECONDS) * 100;
  const figures = {
    start: milliseconds(median(samples)),
    "idle memory": megabytes(memoryOf(server.pid)),
    "idle processor": `${share.toFixed(1)} %`,
  };
  await server.stop();
  return { subject, durability: "–", figures };
}

async function timed(start: () => Promise<Started>): Promise<{ elapsedMs: number; server: Started }> {
  const startedAt = performance.now();
  const server = await start();
  return { elapsedMs: performance.now() - startedAt, server };
}

async function startTutti(): Promise<Started> {
  const home = mkdtempSync(join(tmpdir(), "tutti-bench-start-"));
  const server = await ServerProcess.start({ home, port: 0 });
  return {
    pid: server.pid,
    async stop() {
      await server.end("SIGTERM");
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export const serverStart: Question = {
  title: "Server: start, idle memory, idle processor",
  method:
    "From spawning the process on an empty home until it answers (median of 5; Prefect 2); then memory (PSS) and processor time over 10 idle seconds.",
  target: "< 500 ms, < 120 MB, < 0.5 %",
  ask: async () => [
    await footprint("Tutti, SQLite", 5, startTutti),
    await footprint("Prefect 3.8.8, SQLite", 2, () => PrefectServer.start()),
  ],
};

function commandMs(command: string, args: readonly string[]): number {
  const startedAt = performance.now();
  execFileSync(command, args, { stdio: "ignore" });
  return performance.now() - startedAt;
}

function commandRow(subject: string, command: string, args: readonly string[], runs: number): Row {
  commandMs(command, args);
  const samples = Array.from({ length: runs }, () => commandMs(command, args));
  return { subject, durability: "–", figures: { median: milliseconds(median(samples)) } };
}

export const cliStart: Question = {
  title: "Command line: `--help`",
  method: "Whole process, median of 10 after a warm-up (Prefect 5).",
  target: "< 100 ms",
  ask: async () => [
    commandRow("floor: an empty Node program", process.execPath, ["-e", "0"], 10),
    commandRow("tutti --help", process.execPath, [BINARY, "--help"], 10),
    commandRow("prefect --help", prefectProgram("prefect"), ["--help"], 5),
  ],
};
