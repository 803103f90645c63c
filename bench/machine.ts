import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { megabytes } from "./question.ts";

export function describeMachine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model ?? "unknown processor"}, ${megabytes(totalmem())} memory, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
}

/** Memory of a process that is its own or shared in proportion, in bytes; Linux only. */
export function memoryOf(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
  if (kilobytes === undefined) throw new Error(`process ${pid} has no memory figure`);
  return Number(kilobytes) * 1024;
}

const TICKS_PER_SECOND = 100;

/** Seconds of processor time a process has used so far; Linux only. */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ");
  return (Number(fields?.[11]) + Number(fields?.[12])) / TICKS_PER_SECOND;
}
