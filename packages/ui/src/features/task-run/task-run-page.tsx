import type { TaskRun } from "@tutti/core/wire/task-run";
import { unreachable } from "@tutti/core/unreachable";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { PageFailure } from "../../components/message.tsx";
import { Fact, ObjectHead } from "../../components/object-head.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { Duration, RelativeTime } from "../../components/time.tsx";
import { forceTaskState } from "../../api/run-actions.ts";
import { StateButton } from "../run/state-button.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { EventsPanel } from "../events/events-panel.tsx";
import { TaskRunArtifacts } from "./task-run-artifacts.tsx";
import { TaskRunAttempts } from "./task-run-attempts.tsx";
import { TaskRunDetails } from "./task-run-details.tsx";
import { TaskRunLogs } from "./task-run-logs.tsx";
import { TASK_RUN_TOPICS } from "../task-runs/task-runs-query.ts";
import { type NamedTaskRun, taskRunOfPage } from "./task-run-queries.ts";
import { TASK_RUN_TABS, type TaskRunTab } from "./task-run-search.ts";
import "./task-run.css";

const route = getRouteApi("/runs/task-run/$id");

const WORDS: Record<TaskRunTab, string> = {
  logs: "Logs",
  attempts: "Attempts",
  details: "Details",
  artifacts: "Artifacts",
  events: "Events",
};

/** One run of a task, also one that no flow called. */
export function TaskRunPage() {
  const { id } = route.useParams();
  const { tab = "logs" } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(taskRunOfPage(id));
  useLiveRefetch(["task-run", id], TASK_RUN_TOPICS);
  usePageTitle(query.data?.name ?? "Task run");
  const client = useQueryClient();
  const setState = async (...change: Parameters<typeof forceTaskState>) => {
    await forceTaskState(...change);
    // Task runs tell of their states by their clients' events; of this one there is none.
    await client.invalidateQueries({ queryKey: ["task-run", id] });
  };
  if (query.isError) return <PageFailure what="This task run could not be read" error={query.error} />;
  const task = query.data;
  return (
    <div className="page">
      <ObjectHead
        parents={<Parents task={task} />}
        title={task?.name}
        id={{ text: id, of: "the task run's id" }}
        actions={task === undefined ? null : <StateButton run={task} setState={setState} />}
        facts={task === undefined ? null : <HeadFacts task={task} />}
      >
        {task === undefined ? null : <StateMessage task={task} />}
      </ObjectHead>
      {task === undefined ? null : (
        <Tabs
          label="About this task run"
          tabs={TASK_RUN_TABS.map((name) => ({
            name,
            words: WORDS[name],
            count: name === "attempts" && task.run_count > 1 ? task.run_count : 0,
          }))}
          chosen={tab}
          onChoose={(next) => void navigate({ search: next === "logs" ? {} : { tab: next }, replace: true })}
        >
          <Panel tab={tab} task={task} />
        </Tabs>
      )}
    </div>
  );
}

function Panel({ tab, task }: { tab: TaskRunTab; task: TaskRun }) {
  switch (tab) {
    case "logs":
      return <TaskRunLogs id={task.id} />;
    case "attempts":
      return <TaskRunAttempts id={task.id} />;
    case "details":
      return <TaskRunDetails task={task} />;
    case "artifacts":
      return <TaskRunArtifacts id={task.id} />;
    case "events":
      return <EventsPanel resource={`prefect.task-run.${task.id}`} />;
    default:
      return unreachable(tab);
  }
}

function Parents({ task }: { task: NamedTaskRun | undefined }) {
  return (
    <>
      <Link to="/task-runs">Task runs</Link>
      {task === undefined || task.flow_run_id === null ? null : (
        <>
          {" / "}
          <Link to="/runs/run/$id" params={{ id: task.flow_run_id }} search={{ task: task.id }}>
            {task.flow_run_name ?? "the run that called it"}
          </Link>
        </>
      )}
    </>
  );
}

function HeadFacts({ task }: { task: TaskRun }) {
  return (
    <>
      <StateBadge type={task.state_type} name={task.state_name} look="pill" />
      <Fact word="task">{task.task_key}</Fact>
      {task.start_time === null ? null : (
        <>
          <Fact word="started">
            <RelativeTime at={task.start_time} />
          </Fact>
          <Fact word="took">
            <Duration startAt={task.start_time} endAt={task.end_time} isRunning={task.state_type === "RUNNING"} />
          </Fact>
        </>
      )}
      {task.run_count > 1 ? <Fact word="attempt">{task.run_count}</Fact> : null}
      {task.tags.map((tag) => (
        <Link key={tag} className="tag" to="/task-runs" search={{ tag: [tag] }} title={`All task runs tagged ${tag}`}>
          {tag}
        </Link>
      ))}
    </>
  );
}

function StateMessage({ task }: { task: TaskRun }) {
  const message = task.state?.message ?? "";
  if (message === "") return null;
  const hasFailed = task.state_type === "FAILED" || task.state_type === "CRASHED";
  return <pre className={hasFailed ? "task-run-message task-run-message-failed" : "task-run-message"}>{message}</pre>;
}
