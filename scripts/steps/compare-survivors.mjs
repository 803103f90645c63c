/** What tells a change from others: its file, the line as it stands, and what it makes of which part of it. */
const nameOf = ({ file, line, from, to }) => JSON.stringify([file, line, from, to]);

/** The file below `packages/core/src`, of its path in a report. */
const fileOf = (path) => path.replace(/^core\/src\//, "");

/** The changes of a report of Stryker that no test noticed, each `{ file, line, from, to }`. */
function survivorsOf({ files }) {
  const survivors = [];
  for (const [path, { source, mutants }] of Object.entries(files)) {
    const lines = source.split("\n");
    for (const { status, location, replacement } of mutants) {
      if (status !== "Survived" && status !== "NoCoverage") continue;
      survivors.push({
        file: fileOf(path),
        line: lines[location.start.line - 1].trim(),
        from: textBetween(lines, location),
        to: replacement.replaceAll(/\s+/g, " "),
      });
    }
  }
  return survivors;
}

function textBetween(lines, { start, end }) {
  const part = lines.slice(start.line - 1, end.line);
  part[part.length - 1] = part.at(-1).slice(0, end.column - 1);
  part[0] = part[0].slice(start.column - 1);
  return part.join(" ").replaceAll(/\s+/g, " ");
}

const DETECTED = new Set(["Killed", "Timeout", "RuntimeError", "CompileError"]);

/** Holds the survivors of a run against those that are accounted for, `{ file, line, from, to, why }`. */
export function compareSurvivors(report, accounted) {
  const mutants = Object.values(report.files).flatMap((file) => file.mutants);
  const killed = mutants.filter(({ status }) => DETECTED.has(status)).length;
  const survivors = survivorsOf(report);
  const known = new Set(accounted.map(nameOf));
  const found = new Set(survivors.map(nameOf));
  const judged = new Set(Object.keys(report.files).map(fileOf));
  return {
    killed,
    survived: survivors.length,
    problems: [
      ...survivors
        .filter((survivor) => !known.has(nameOf(survivor)))
        .map(({ file, line, from, to }) => `no test notices it: ${file}: ${line}\n    ${from}\n  → ${to}`),
      ...accounted
        .filter((survivor) => judged.has(survivor.file) && !found.has(nameOf(survivor)))
        .map(({ file, line, to }) => `accounted for, but noticed by a test or gone: ${file}: ${line} → ${to}`),
    ],
  };
}
