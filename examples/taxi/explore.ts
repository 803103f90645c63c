import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { readableSource, textOptions, TRAIN_PATH } from "./src/data-paths.ts";
import { explore } from "./src/exploration.ts";
import { explorationReport } from "./src/report/exploration-report.ts";
import { runMain } from "./src/run-main.ts";
import { readTrips } from "./src/trips.ts";

const REPORT = path.join(import.meta.dirname, "reports", "exploration.html");

/** Reads one month as it was published, and writes what is in it as one HTML page. */
async function main(args: readonly string[]): Promise<void> {
  const options = textOptions(args, ["path", "out"]);
  const source = readableSource("--path", options["path"] ?? TRAIN_PATH);
  const report = path.resolve(options["out"] ?? REPORT);
  const exploration = explore(path.basename(source), await readTrips(source));
  await mkdir(path.dirname(report), { recursive: true });
  await writeFile(report, explorationReport(exploration));
  console.log(`${exploration.keptCount} of ${exploration.rowCount} trips kept`);
  for (const { label, count } of exploration.dropped) console.log(`  dropped ${count}: ${label}`);
  console.log(pathToFileURL(report).href);
}

if (import.meta.main) await runMain(() => main(process.argv.slice(2)));
