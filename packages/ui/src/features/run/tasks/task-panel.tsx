import { unreachable } from "@tutti/core/unreachable";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { TaskRun } from "@tutti/core/wire/task-run";
import type { TimelineTask } from "@tutti/core/wire/dashboard";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { queryClient } from "../../../api/query-client.ts";
import { IconButton } from "../../../components/button.tsx";
import { CopyButton } from "../../../components/copy-button.tsx";
import { Failure } from "../../../components/message.tsx";
import { StateBadge } from "../../../components/state-badge.tsx";
import { RelativeTime } from "../../../components/time.tsx";
import { exceptionLine } from "../failure-reason.ts";
import { RerunAction } from "../rerun-action.tsx";
import { taskRunDetails } from "../run-queries.ts";
import type { RunNode } from "../timeline/timeline-tree.ts";
import { Attempts } from "./attempts.tsx";
import { LengthCell } from "./length-cell.tsx";
import "../../../components/facts.css";
import "./task-panel.css";

interface TaskPanelProps {
  /** The run whose page this is. */
  run: FlowRun;
  node: RunNode;
  /** Names of task runs of this run, for the inputs. */
  nameOf: (id: string) => string | null;
  onSelect: (id: string | undefined) => void;
}

/** The chosen task run or subflow: its error first, then its attempts and inputs. */
export function TaskPanel({ run: flowRun, node, nameOf, onSelect }: TaskPanelProps) {
  const { run } = node;
  const step = stepOf(node, flowRun.id);
  return (
    <aside className="task-panel" aria-label={`Details of ${node.label}`}>
      <div className="task-panel-head">
        <h2 className="task-panel-title truncate" title={node.label}>
          {node.label}
        </h2>
        <CopyButton text={node.id} label="Copy the id" />
        <IconButton icon="close" label="Close the details (Esc)" onClick={() => onSelect(undefined)} />
      </div>
      <div className="task-panel-facts">
        <StateBadge type={run.state_type} name={run.state_name} look="pill" />
        <LengthCell run={run} />
        <span className="muted">
          <RelativeTime at={run.start_time} />
        </span>
      </div>
      {node.subflow === null ? null : (
        <Link className="link-accent" to="/runs/run/$id" params={{ id: node.subflow.id }}>
          Open this subflow’s own page
        </Link>
      )}
      {node.task === null ? null : (
        <Link className="link-accent" to="/runs/task-run/$id" params={{ id: node.task.id }}>
          Open this task run’s own page
        </Link>
      )}
      {step === null ? null : <RerunAction run={flowRun} from={{ id: step, name: node.label }} />}
      {node.task === null ? null : <TaskDetails task={node.task} nameOf={nameOf} onSelect={onSelect} />}
    </aside>
  );
}

/** The task run by which the page's run knows it; null for what stands in a subflow. */
function stepOf({ task, subflow }: RunNode, runId: string): string | null {
  if (subflow !== null) return subflow.parent_flow_run_id === runId ? subflow.parent_task_run_id : null;
  return task !== null && task.flow_run_id === runId ? task.id : null;
}

interface TaskDetailsProps extends Pick<TaskPanelProps, "nameOf" | "onSelect"> {
  task: TimelineTask;
}

function TaskDetails({ task, nameOf, onSelect }: TaskDetailsProps) {
  const details = useQuery(taskRunDetails(task.id));
  useEffect(() => {
    // The timeline is live; what it does not carry is read again when the state changes.
    const known = queryClient.getQueryData(taskRunDetails(task.id).queryKey);
    if (known !== undefined && known.state_name !== task.state_name) {
      void queryClient.invalidateQueries({ queryKey: taskRunDetails(task.id).queryKey });
    }
  }, [task.id, task.state_name]);
  const { data } = details;
  const message = data?.state?.message ?? null;
  const hasFailed = task.state_type === "FAILED" || task.state_type === "CRASHED";
  return (
    <>
      {details.isError ? <Failure what="The task run could not be read" error={details.error} /> : null}
      {message === null ? null : (
        <div className={hasFailed ? "task-message task-message-failed" : "task-message"}>
          <pre>{hasFailed ? exceptionLine(message) || message : message}</pre>
          <CopyButton text={message} label="Copy the message" />
        </div>
      )}
      <Attempts task={task} />
      <h3 className="task-panel-section">Inputs</h3>
      {data === undefined ? (
        <span className="skeleton" style={{ width: 120 }} />
      ) : (
        <Inputs task={data} nameOf={nameOf} onSelect={onSelect} />
      )}
      {data === undefined ? null : <Facts task={data} />}
    </>
  );
}

function Inputs({ task, nameOf, onSelect }: { task: TaskRun } & Pick<TaskPanelProps, "nameOf" | "onSelect">) {
  const inputs = Object.entries(task.task_inputs).filter(([name]) => name !== "__parents__");
  if (inputs.every(([, sources]) => sources.length === 0)) return <p className="muted">No results of other tasks</p>;
  return (
    <dl className="facts">
      {inputs.map(([name, sources]) =>
        sources.length === 0 ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {sources.map((source) => (
                <InputSource key={JSON.stringify(source)} source={source} nameOf={nameOf} onSelect={onSelect} />
              ))}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

type Source = TaskRun["task_inputs"][string][number];

function InputSource({ source, nameOf, onSelect }: { source: Source } & Pick<TaskPanelProps, "nameOf" | "onSelect">) {
  switch (source.input_type) {
    case "task_run":
      return (
        <button type="button" className="input-link" onClick={() => onSelect(source.id)}>
          {nameOf(source.id) ?? source.id}
        </button>
      );
    case "flow_run":
      return (
        <Link className="link-accent" to="/runs/run/$id" params={{ id: source.id }}>
          {nameOf(source.id) ?? "a flow run"}
        </Link>
      );
    case "parameter":
      return <span>parameter {source.name}</span>;
    case "constant":
      return <span className="muted">{source.type}</span>;
    default:
      return unreachable(source);
  }
}

function Facts({ task }: { task: TaskRun }) {
  const { retries, retry_delay } = task.empirical_policy;
  const delay = Array.isArray(retry_delay) ? retry_delay.join(", ") : retry_delay;
  const facts: [string, string | null][] = [
    ["Task", task.task_key],
    ["Key", task.dynamic_key],
    ["Retries", retries ? `${retries}${delay ? `, after ${delay} s` : ""}` : null],
    ["Cache key", task.cache_key],
    ["Tags", task.tags.join(", ") || null],
  ];
  return (
    <>
      <h3 className="task-panel-section">Details</h3>
      <dl className="facts">
        {facts.map(([word, value]) =>
          value === null ? null : (
            <div key={word}>
              <dt>{word}</dt>
              <dd className="truncate" title={value}>
                {value}
              </dd>
            </div>
          ),
        )}
      </dl>
    </>
  );
}
