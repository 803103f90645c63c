import { RERUN_FROM_LABEL, RERUN_OF_LABEL } from "@tutti/core/run-origin";
import { explainWaiting, mayWaitForOthers } from "@tutti/core/waiting/explain-waiting";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Timeline } from "@tutti/core/wire/dashboard";
import type { LiveTopic } from "@tutti/core/wire/live";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { Duration, RelativeTime } from "../../components/time.tsx";
import { formatDuration } from "../../time/duration.ts";
import { momentsAt } from "../../time/moments.ts";
import { useSecond } from "../../time/ticker.ts";
import { TaskProgress } from "../runs/task-progress.tsx";
import { isOver } from "../runs/runs-request.ts";
import { RunActions } from "./run-actions.tsx";
import { RunFailure } from "./run-failure.tsx";
import { runTopic, waitingFacts } from "./run-queries.ts";
import "./run-head.css";

interface RunHeadProps {
  timeline: Timeline;
  onTask: (id: string) => void;
}

/** Which run this is, how it stands, and what can be done about it. */
export function RunHead({ timeline, onTask }: RunHeadProps) {
  const { flow_run: run, flow_name, parent } = timeline;
  const hasFailed = run.state_type === "FAILED" || run.state_type === "CRASHED";
  return (
    <header className="run-head">
      <nav className="breadcrumb" aria-label="Where this is">
        <Link to="/runs">Runs</Link> /
        {parent === null ? null : (
          <>
            <Link to="/runs/run/$id" params={{ id: parent.flow_run_id }}>
              {parent.flow_run_name}
            </Link>
            /
          </>
        )}
        <Link to="/flows/flow/$id" params={{ id: run.flow_id }}>
          {flow_name}
        </Link>
      </nav>
      <div className="run-title-line">
        <h1 className="run-title truncate" title={run.name}>
          {run.name}
        </h1>
        <CopyButton text={run.id} label="Copy the run's id" />
        <RunActions run={run} flowName={flow_name} />
      </div>
      <div className="run-facts">
        <output>
          <StateBadge type={run.state_type} name={run.state_name} look="pill" />
        </output>
        <StateTime run={run} />
        <Length run={run} />
        {Object.keys(timeline.task_run_counts).length === 0 ? null : (
          <Fact word="tasks">
            <TaskProgress counts={timeline.task_run_counts} />
          </Fact>
        )}
        {run.run_count > 1 ? <Fact word="attempt">{run.run_count}</Fact> : null}
        <Origin timeline={timeline} />
        {run.tags.map((tag) => (
          <Link key={tag} className="tag" to="/runs" search={{ tag: [tag] }} title={`All runs tagged ${tag}`}>
            {tag}
          </Link>
        ))}
      </div>
      {hasFailed ? <RunFailure timeline={timeline} onTask={onTask} /> : <Waiting timeline={timeline} />}
      <EndMessage run={run} />
    </header>
  );
}

/** What the state says that a run ended in which did not fail: its function may have returned it. */
function EndMessage({ run: { state_type, state } }: { run: FlowRun }) {
  const message = state?.message ?? "";
  const isTold = state_type === "COMPLETED" || state_type === "CANCELLED";
  return isTold && message !== "" ? <p className="run-end-message muted">{message}</p> : null;
}

/** Who or what made the run: a person, a schedule, a deployment, another run. */
function Origin({ timeline: { flow_run: run, deployment_name } }: { timeline: Timeline }) {
  const { [RERUN_OF_LABEL]: source, [RERUN_FROM_LABEL]: from } = run.labels;
  const madeBy = run.created_by?.display_value ?? null;
  return (
    <>
      {madeBy === null || madeBy === deployment_name ? null : <Fact word="by">{makerWords(madeBy)}</Fact>}
      {run.deployment_id === null || deployment_name === null ? null : (
        <Fact word="deployment">
          <Link className="link" to="/deployments/deployment/$id" params={{ id: run.deployment_id }}>
            {deployment_name}
          </Link>
        </Fact>
      )}
      {typeof source === "string" ? (
        <Fact word={from === undefined ? "again" : `again from ${String(from)}`}>
          <Link className="link" to="/runs/run/$id" params={{ id: source }}>
            the run before
          </Link>
        </Fact>
      ) : null}
    </>
  );
}

/** A schedule is named by its kind, which says little: `CronSchedule`. */
function makerWords(name: string): string {
  return name.endsWith("Schedule") ? "its schedule" : name;
}

/** When it ended, or since when it waits; how long it runs says enough while it does. */
function StateTime({ run: { state_type, state, end_time } }: { run: FlowRun }) {
  if (state_type === "RUNNING") return null;
  const enteredAt = state?.timestamp ?? null;
  return isOver(state_type) ? (
    <Fact word="ended">
      <RelativeTime at={end_time ?? enteredAt} />
    </Fact>
  ) : (
    <Fact word="entered">
      <RelativeTime at={enteredAt} />
    </Fact>
  );
}

function Length({ run: { state_type, start_time, end_time, total_run_time } }: { run: FlowRun }) {
  if (start_time === null) return null;
  const isRunning = state_type === "RUNNING" || state_type === "CANCELLING";
  if (isRunning || end_time !== null) {
    return (
      <Fact word={isRunning ? "running for" : "took"}>
        <Duration startAt={start_time} endAt={end_time} isRunning={isRunning} />
      </Fact>
    );
  }
  return total_run_time > 0 ? <Fact word="ran for">{formatDuration(total_run_time * 1000)}</Fact> : null;
}

function Fact({ word, children }: { word: string; children: React.ReactNode }) {
  return (
    <span className="run-fact">
      <span className="muted">{word}</span> {children}
    </span>
  );
}

function Waiting({ timeline: { flow_run: run } }: { timeline: Timeline }) {
  const now = useSecond();
  const asks = mayWaitForOthers(run);
  const topics = asks ? topicsOf(run) : NO_TOPICS;
  const options = waitingFacts(run.id, topics);
  const facts = useQuery({ ...options, enabled: asks });
  useLiveRefetch(options.queryKey, topics);
  const waiting = explainWaiting(run, (asks ? facts.data : null) ?? null, momentsAt(now));
  if (waiting === null) return null;
  const limit = facts.data?.limits[0];
  const subflow = facts.data?.subflows[0];
  return (
    <p className="run-waiting">
      <strong>Why is it waiting?</strong> {waiting.words}{" "}
      {waiting.command === null ? null : (
        <span className="run-waiting-command">
          <code>{waiting.command}</code>
          <CopyButton text={waiting.command} label="Copy the command" />
        </span>
      )}
      {limit === undefined ? null : (
        <Link className="link-accent" to="/concurrency-limits/concurrency-limit/$id" params={{ id: limit.id }}>
          See who holds its slots
        </Link>
      )}
      {subflow === undefined ? null : (
        <Link className="link-accent" to="/runs/flow-run/$id" params={{ id: subflow.flow_run_id }}>
          See the subflow run
        </Link>
      )}
      {run.work_pool_name === null || limit !== undefined ? null : (
        <Link className="link-accent" to="/work-pools/work-pool/$name" params={{ name: run.work_pool_name }}>
          See the pool
        </Link>
      )}
    </p>
  );
}

/** What may put the reasons right. A run that has begun says in its log that it waits, and goes on with what it does next. */
function topicsOf(run: FlowRun): readonly LiveTopic[] {
  return run.state_type === "RUNNING" ? [runTopic(run.id)] : WAITING_TOPICS;
}

const WAITING_TOPICS: readonly LiveTopic[] = [
  "flow-runs",
  "workers",
  "events:prefect.work-pool.",
  "events:prefect.work-queue.",
  "events:prefect.deployment.",
];
const NO_TOPICS: readonly LiveTopic[] = [];
