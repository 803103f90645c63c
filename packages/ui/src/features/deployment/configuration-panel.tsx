import type { Deployment } from "@tutti/core/wire/deployment";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Facts, Id } from "../../components/facts.tsx";
import { JsonView } from "../../components/json-view.tsx";
import { formatAbsolute } from "../../time/moment.ts";

/** Where its code is, where its runs go, and what they are given. */
export function ConfigurationPanel({ deployment }: { deployment: Deployment }) {
  const { job_variables, pull_steps } = deployment;
  return (
    <div className="panel-scroll">
      <Facts facts={[...codeFacts(deployment), ...runFacts(deployment), ...historyFacts(deployment)]} />
      <JsonSection title="Job variables" value={job_variables} />
      <JsonSection title="Pull steps" value={pull_steps ?? []} />
    </div>
  );
}

function JsonSection({ title, value }: { title: string; value: object }) {
  if (Object.keys(value).length === 0) return null;
  return (
    <>
      <h2 className="panel-title">{title}</h2>
      <JsonView value={value} label={title} />
    </>
  );
}

type Fact = [string, ReactNode];

function codeFacts({ id, entrypoint, path, version }: Deployment): Fact[] {
  return [
    ["Id", <Id key="id" id={id} />],
    ["Entry point", entrypoint === null ? null : <code key="entrypoint">{entrypoint}</code>],
    ["Path", path === null ? null : <code key="path">{path}</code>],
    ["Version", version],
  ];
}

function runFacts(deployment: Deployment): Fact[] {
  const { global_concurrency_limit: limit, concurrency_options: options, work_pool_name: pool } = deployment;
  return [
    ["Work pool", pool === null ? null : <PoolLink key="pool" name={pool} />],
    ["Work queue", deployment.work_queue_name],
    ["At once", limit === null ? "as many as come" : `${limit.limit} (${limit.active_slots} now)`],
    ["One too many", options === null ? null : COLLISIONS[options.collision_strategy]],
    ["Schema", deployment.enforce_parameter_schema ? "enforced" : "not enforced"],
  ];
}

function historyFacts({ last_polled, created, created_by, updated, updated_by, labels }: Deployment): Fact[] {
  return [
    ["Last polled", absolute(last_polled)],
    ["Created", absolute(created)],
    ["Created by", created_by?.display_value ?? null],
    ["Updated", absolute(updated)],
    ["Updated by", updated_by?.display_value ?? null],
    ["Labels", labelWords(labels)],
  ];
}

const COLLISIONS = { ENQUEUE: "waits for its turn", CANCEL_NEW: "is cancelled" };

function PoolLink({ name }: { name: string }) {
  return (
    <Link className="link-accent" to="/work-pools/work-pool/$name" params={{ name }}>
      {name}
    </Link>
  );
}

function absolute(at: string | null): string | null {
  return at === null ? null : formatAbsolute(Date.parse(at));
}

function labelWords(labels: Readonly<Record<string, unknown>> | null): string | null {
  const words = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${String(value)}`);
  return words.length === 0 ? null : words.join(", ");
}
