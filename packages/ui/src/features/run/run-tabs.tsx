import { unreachable } from "@tutti/core/unreachable";
import type { Timeline } from "@tutti/core/wire/dashboard";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import { ArtifactsPanel } from "./artifacts/artifacts-panel.tsx";
import { DetailsPanel } from "./details-panel.tsx";
import { LogPanel } from "./logs/log-panel.tsx";
import { ParametersPanel } from "./parameters-panel.tsx";
import { RUN_TABS, type RunSearch, type RunTab } from "./run-search.ts";
import { TaskTable } from "./tasks/task-table.tsx";
import { runsBelow } from "./timeline/timeline-rows.ts";
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
  details: "Details",
  parameters: "Parameters",
  artifacts: "Artifacts",
};

export function RunTabs({ timeline, root, search, onChange }: RunTabsProps) {
  const id = useId();
  const tab = search.tab ?? "logs";
  const counts: Partial<Record<RunTab, number>> = {
    tasks: runsBelow(root).length,
    artifacts: timeline.artifacts.filter((artifact) => artifact.type !== "result").length,
    parameters: Object.keys(timeline.flow_run.parameters).length,
  };
  const choose = (next: RunTab) => onChange({ tab: next === "logs" ? undefined : next });
  return (
    <section className="run-tabs">
      <div
        role="tablist"
        tabIndex={-1}
        aria-label="About this run"
        className="tab-list"
        onKeyDown={(event) => stepTab(event, tab, choose)}
      >
        {RUN_TABS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === tab}
            aria-controls={name === tab ? `${id}-panel` : undefined}
            tabIndex={name === tab ? 0 : -1}
            className="tab"
            onClick={() => choose(name)}
          >
            {WORDS[name]}
            {counts[name] ? <span className="tab-count">{counts[name].toLocaleString("en")}</span> : null}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`} className="tab-panel">
        <Panel tab={tab} timeline={timeline} root={root} search={search} onChange={onChange} />
      </div>
    </section>
  );
}

function Panel({ tab, timeline, root, search, onChange }: RunTabsProps & { tab: RunTab }): ReactNode {
  switch (tab) {
    case "logs":
      return <LogPanel timeline={timeline} search={search} onChange={onChange} />;
    case "tasks":
      return <TaskTable root={root} selectedId={search.task} onSelect={(task) => onChange({ task })} />;
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
    default:
      return unreachable(tab);
  }
}

/** Arrows move between tabs, and the focus with them. */
function stepTab(event: KeyboardEvent<HTMLElement>, tab: RunTab, choose: (tab: RunTab) => void): void {
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const index = (RUN_TABS.indexOf(tab) + step + RUN_TABS.length) % RUN_TABS.length;
  choose(RUN_TABS[index] ?? "logs");
  event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[index]?.focus();
}
