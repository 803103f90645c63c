import { fileURLToPath } from "node:url";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ServerProcess } from "../../tests/support/server-process.ts";
import { runProgram } from "../program.ts";
import { median } from "../quantile.ts";
import { megabytes, milliseconds, type Question, ratio, type Row } from "../question.ts";

const STEPS = 10_000;
const ITEMS = 100_000;
const AT_AN_END = 100;

const printed = z.object({ id: z.string(), samples: z.array(z.number()) });

type Run = (program: string, count: number, env?: Record<string, string>) => Promise<unknown>;

async function steps(run: Run): Promise<Record<string, string>> {
  const { id, samples } = printed.parse(await run("large-run", STEPS));
  const resumed = printed.parse(await run("large-run", STEPS, { TUTTI__FLOW_RUN_ID: id }));
  const [first, last] = [median(samples.slice(0, AT_AN_END)), median(samples.slice(-AT_AN_END))];
  return { "last hundred to first": ratio(last / first), resume: milliseconds(resumed.samples[0] ?? Number.NaN) };
}

async function items(run: Run): Promise<Record<string, string>> {
  const [ms = Number.NaN, bytes = Number.NaN] = z.array(z.number()).parse(await run("large-map", ITEMS));
  return { "mapped in": milliseconds(ms), "memory of the process": megabytes(bytes) };
}

export const largeRun: Question = {
  title: `${STEPS.toLocaleString("en-US")} steps, and ${ITEMS.toLocaleString("en-US")} mapped items, in one run`,
  method:
    "The first and the last hundred steps, medians; the process then leaves, and another goes on with the run: from the call of the flow until it has come by every step. The items are mapped with one call, all results waited for.",
  target: "last hundred ≤ 1.2 × the first; resume < 2 s; map within 512 MB",
  async ask(): Promise<Row[]> {
    const home = mkdtempSync(join(tmpdir(), "tutti-bench-"));
    const server = await ServerProcess.start({ home, port: 0 });
    const told = { TUTTI_HOME: home, TUTTI_API_URL: server.api, TUTTI_LOGGING_LEVEL: "ERROR" };
    const run: Run = (program, count, env = {}) => {
      const file = fileURLToPath(new URL(`../tutti/${program}.ts`, import.meta.url));
      return runProgram(process.execPath, [file, String(count)], { ...told, ...env });
    };
    try {
      const figures = { ...(await steps(run)), ...(await items(run)) };
      return [
        {
          subject: "Tutti, SQLite",
          durability: "each step on disk (WAL, synchronous=FULL) before the flow goes on",
          figures,
        },
      ];
    } finally {
      await server.end("SIGTERM");
      rmSync(home, { recursive: true, force: true });
    }
  },
};
