import { readFileSync } from "node:fs";

/** What steps noted, in the order they did. */
export class StepJournal {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  lines(): string[] {
    return readFileSync(this.path, "utf8")
      .trim()
      .split("\n")
      .filter((line) => line !== "");
  }

  /** The process that noted something last; null before anything was. */
  lastProcess(): number | null {
    const pid = this.lines().at(-1)?.split(" ")[3];
    return pid === undefined ? null : Number(pid);
  }

  /** Steps that were executed again after they were known to be committed. */
  repeated(): string[] {
    const committed = new Set<string>();
    const repeated: string[] = [];
    for (const line of this.lines()) {
      const [what, run, step] = line.split(" ");
      if (what === "committed") committed.add(`${run} ${step}`);
      else if (committed.has(`${run} ${step}`)) repeated.push(line);
    }
    return repeated;
  }
}
