import type { Timeline } from "@tutti/core/wire/dashboard";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Facts, Id } from "../../components/facts.tsx";
import { StateHistory } from "../../components/state-history.tsx";
import { formatDuration } from "../../time/duration.ts";
import { formatAbsolute, parseTime } from "../../time/moment.ts";
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
    ["Work queue", run.work_queue_name],
    ["Flow version", run.flow_version],
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

function labelWords(labels: Record<string, unknown>): string | null {
  const words = Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`);
  return words.length === 0 ? null : words.join(", ");
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

function RunLink({ id, name }: { id: string; name: string }) {
  return (
    <Link className="link-accent" to="/runs/run/$id" params={{ id }}>
      {name}
    </Link>
  );
}
