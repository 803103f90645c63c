import type { Timeline } from "@tutti/core/wire/dashboard";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Facts, Id } from "../../components/facts.tsx";
import { StateHistory } from "../../components/state-history.tsx";
import { formatDuration } from "../../time/duration.ts";
import { parseTime } from "@tutti/core/parse-time";
import { formatAbsolute } from "../../time/moment.ts";
import { labelWords } from "./label-words.ts";
import "./panels.css";

/** Everything that is known of the run, and each state it was in. */
export function DetailsPanel({ timeline }: { timeline: Timeline }) {
  const { flow_run: run, parent, states } = timeline;
  const facts: [string, ReactNode][] = [
    ["Run id", <Id key="run" id={run.id} />],
    ["Flow", <FlowLink key="flow" id={run.flow_id} name={timeline.flow_name} />],
    [
      "Parent run",
      parent === null ? null : <RunLink key="parent" id={parent.flow_run_id} name={parent.flow_run_name} />,
    ],
    ["Expected", absolute(run.expected_start_time)],
    ["Started", absolute(run.start_time)],
    [
      "Started late by",
      run.start_time !== null && run.estimated_start_time_delta >= 1
        ? formatDuration(run.estimated_start_time_delta * 1000)
        : null,
    ],
    ["Ended", absolute(run.end_time)],
    ["Time running", run.total_run_time > 0 ? formatDuration(run.total_run_time * 1000) : null],
    ["Attempts", run.run_count],
    ["Retries", run.empirical_policy.retries ?? 0],
    [
      "Deployment",
      run.deployment_id === null ? null : (
        <DeploymentLink key="deployment" id={run.deployment_id} name={timeline.deployment_name} />
      ),
    ],
    ["Work pool", run.work_pool_name === null ? null : <PoolLink key="pool" name={run.work_pool_name} />],
    ["Work queue", queueOf(run)],
    ["Flow version", run.flow_version],
    ["Deployment version", run.deployment_version],
    ["Scheduled by", run.auto_scheduled ? "its deployment’s schedule" : null],
    ["Idempotency key", run.idempotency_key],
    ["Process", run.infrastructure_pid],
    ["Made by", run.created_by?.display_value ?? null],
    ["Tags", run.tags.join(", ") || null],
    ["Labels", labelWords(run.labels)],
  ];
  return (
    <div className="details">
      <section>
        <h2 className="panel-title">Run</h2>
        <Facts facts={facts} />
      </section>
      <StateHistory states={states} />
    </div>
  );
}

function absolute(at: string | null): string | null {
  const millis = parseTime(at);
  return millis === null ? null : formatAbsolute(millis);
}

function FlowLink({ id, name }: { id: string; name: string }) {
  return (
    <Link className="link-accent" to="/flows/flow/$id" params={{ id }}>
      {name}
    </Link>
  );
}

function DeploymentLink({ id, name }: { id: string; name: string | null }) {
  return (
    <Link className="link-accent" to="/deployments/deployment/$id" params={{ id }}>
      {name ?? id}
    </Link>
  );
}

function PoolLink({ name }: { name: string }) {
  return (
    <Link className="link-accent" to="/work-pools/work-pool/$name" params={{ name }}>
      {name}
    </Link>
  );
}

function queueOf({ work_pool_name: name, work_queue_name: queue }: Timeline["flow_run"]): ReactNode {
  if (name === null || queue === null) return queue;
  return (
    <Link className="link-accent" to="/work-pools/work-pool/$name/queue/$queue" params={{ name, queue }}>
      {queue}
    </Link>
  );
}

function RunLink({ id, name }: { id: string; name: string }) {
  return (
    <Link className="link-accent" to="/runs/run/$id" params={{ id }}>
      {name}
    </Link>
  );
}
