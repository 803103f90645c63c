import { unreachable } from "@tutti/core/unreachable";
import type { Timeline } from "@tutti/core/wire/dashboard";
import { type ReactNode, useMemo } from "react";
import { Tabs } from "../../components/tabs.tsx";
import { ArtifactsPanel } from "./artifacts/artifacts-panel.tsx";
import { DetailsPanel } from "./details-panel.tsx";
import { EventsPanel } from "../events/events-panel.tsx";
import { LogPanel } from "./logs/log-panel.tsx";
import { ParametersPanel } from "./parameters-panel.tsx";
import { RUN_TABS, type RunSearch, type RunTab } from "./run-search.ts";
import { SubflowsPanel } from "./subflows-panel.tsx";
import { TaskTable } from "./tasks/task-table.tsx";
import { tasksOf } from "./timeline/timeline-rows.ts";
import type { RunNode } from "./timeline/timeline-tree.ts";

interface RunTabsProps {
  timeline: Timeline;
  root: RunNode;
  search: RunSearch;
  onChange: (change: object) => void;
}

const WORDS: Record<RunTab, string> = {
  logs: "Logs",
  tasks: "Task runs",
  subflows: "Subflows",
  details: "Details",
  parameters: "Parameters",
  artifacts: "Artifacts",
  events: "Events",
};

export function RunTabs({ timeline, root, search, onChange }: RunTabsProps) {
  const tab = search.tab ?? "logs";
  const tasks = useMemo(() => tasksOf(root), [root]);
  const counts: Partial<Record<RunTab, number>> = {
    tasks: tasks.length,
    subflows: timeline.subflow_runs.length,
    artifacts: timeline.artifacts.filter((artifact) => artifact.type !== "result").length,
    parameters: Object.keys(timeline.flow_run.parameters).length,
  };
  return (
    <Tabs
      label="About this run"
      tabs={RUN_TABS.map((name) => ({ name, words: WORDS[name], count: counts[name] ?? 0 }))}
      chosen={tab}
      onChoose={(next) => onChange({ tab: next === "logs" ? undefined : next })}
    >
      <Panel tab={tab} timeline={timeline} tasks={tasks} search={search} onChange={onChange} />
    </Tabs>
  );
}

interface PanelProps extends Omit<RunTabsProps, "root"> {
  tab: RunTab;
  tasks: readonly RunNode[];
}

function Panel({ tab, timeline, tasks, search, onChange }: PanelProps): ReactNode {
  switch (tab) {
    case "logs":
      return <LogPanel timeline={timeline} search={search} onChange={onChange} />;
    case "tasks":
      return <TaskTable nodes={tasks} selectedId={search.task} onSelect={(task) => onChange({ task })} />;
    case "subflows":
      return <SubflowsPanel timeline={timeline} />;
    case "details":
      return <DetailsPanel timeline={timeline} />;
    case "parameters":
      return <ParametersPanel run={timeline.flow_run} />;
    case "artifacts":
      return (
        <ArtifactsPanel
          timeline={timeline}
          artifactId={search.artifact}
          onArtifact={(artifact) => onChange({ artifact })}
        />
      );
    case "events":
      return <EventsPanel resource={`prefect.flow-run.${timeline.flow_run.id}`} />;
    default:
      return unreachable(tab);
  }
}
