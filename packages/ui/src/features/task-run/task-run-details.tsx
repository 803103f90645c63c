import type { TaskRun } from "@tutti/core/wire/task-run";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Facts, Id } from "../../components/facts.tsx";
import { labelWords } from "../run/label-words.ts";
import { StateHistory } from "../../components/state-history.tsx";
import { formatDuration } from "../../time/duration.ts";
import { parseTime } from "@tutti/core/parse-time";
import { formatAbsolute } from "../../time/moment.ts";
import { taskRunStates } from "./task-run-queries.ts";
import "../run/panels.css";

/** What is known of a task run, what it took, and each state it was in. */
export function TaskRunDetails({ task }: { task: TaskRun }) {
  const states = useQuery(taskRunStates(task.id));
  return (
    <div className="details">
      <section>
        <h2 className="panel-title">Task run</h2>
        <Facts facts={factsOf(task)} />
      </section>
      <StateHistory states={states.data ?? []} />
    </div>
  );
}

function factsOf(task: TaskRun): [string, ReactNode][] {
  const { retries, retry_delay } = task.empirical_policy;
  const delay = Array.isArray(retry_delay) ? retry_delay.join(", ") : retry_delay;
  return [
    ["Task run id", <Id key="id" id={task.id} />],
    ["Task", task.task_key],
    ["Key", task.dynamic_key],
    ["Expected", absolute(task.expected_start_time)],
    ["Started", absolute(task.start_time)],
    ["Ended", absolute(task.end_time)],
    ["Time running", task.total_run_time > 0 ? formatDuration(task.total_run_time * 1000) : null],
    ["Attempts", task.run_count],
    ["Retries", retries ? `${retries}${delay ? `, after ${delay} s` : ""}` : null],
    ["Attempt of its run", task.flow_run_run_count > 1 ? task.flow_run_run_count : null],
    ["Version", task.task_version],
    ["Started late by", lateness(task)],
    ["Cache key", task.cache_key],
    ["Cached until", absolute(task.cache_expiration)],
    ["Tags", task.tags.join(", ") || null],
    ["Labels", labelWords(task.labels ?? {})],
    ["Inputs", <Inputs key="inputs" task={task} />],
  ];
}

function lateness({ estimated_start_time_delta: seconds }: TaskRun): string | null {
  return seconds >= 1 ? formatDuration(seconds * 1000) : null;
}

function Inputs({ task }: { task: TaskRun }) {
  const sources = Object.entries(task.task_inputs).flatMap(([name, all]) => all.map((source) => ({ name, source })));
  if (sources.length === 0) return <span className="muted">no results of other tasks</span>;
  return (
    <ul>
      {sources.map(({ name, source }) => (
        <li key={`${name} ${JSON.stringify(source)}`}>
          {name}:{" "}
          {source.input_type === "task_run" ? (
            <Link className="link-accent" to="/runs/task-run/$id" params={{ id: source.id }}>
              a task run’s result
            </Link>
          ) : (
            source.input_type.replace("_", " ")
          )}
        </li>
      ))}
    </ul>
  );
}

function absolute(at: string | null): string | null {
  const millis = parseTime(at);
  return millis === null ? null : formatAbsolute(millis);
}
