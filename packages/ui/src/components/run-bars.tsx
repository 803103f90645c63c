import type { RunMark } from "@tutti/core/wire/dashboard";
import { Link } from "@tanstack/react-router";
import { stateWords, toneOf } from "../state/tone.ts";
import { formatDuration } from "../time/duration.ts";
import "./run-bars.css";

const LEAST_PERCENT = 14;

/** The latest runs, oldest first: colour says the state, height how long it took beside the others. */
export function RunBars({ runs, slots }: { runs: RunMark[]; slots: number }) {
  const longest = Math.max(0.001, ...runs.map((run) => run.estimated_run_time));
  const shown = runs.slice(0, slots).reverse();
  return (
    <span className="run-bars">
      {Array.from({ length: slots - shown.length }, (_, index) => (
        <span key={index} className="run-bar run-bar-none" />
      ))}
      {shown.map((run) => (
        <Link
          key={run.id}
          to="/runs/run/$id"
          params={{ id: run.id }}
          preload={false}
          tabIndex={-1}
          className="run-bar"
          data-tone={toneOf(run.state_type, run.state_name)}
          aria-label={inWords(run)}
          title={inWords(run)}
        >
          <span style={{ height: `${Math.max(LEAST_PERCENT, (run.estimated_run_time / longest) * 100)}%` }} />
        </Link>
      ))}
    </span>
  );
}

function inWords(run: RunMark): string {
  return `${run.name}: ${stateWords(run.state_type, run.state_name)}, ${formatDuration(run.estimated_run_time * 1000)}`;
}
