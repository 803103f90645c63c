import type { DeploymentRow } from "@tutti/core/wire/dashboard-work";
import type { DeploymentSchedule } from "@tutti/core/wire/schedule";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changeSchedule, deleteSchedule } from "../../api/deployment-actions.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { JsonView } from "../../components/json-view.tsx";
import { Empty } from "../../components/message.tsx";
import { Switch } from "../../components/switch.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeSchedule } from "../../schedule/describe-schedule.ts";
import { NextTimesList } from "../../schedule/next-times-list.tsx";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import "./schedules-panel.css";

/** When a deployment runs by itself: each schedule with its next times. */
export function SchedulesPanel({ row }: { row: DeploymentRow }) {
  const [edited, setEdited] = useState<DeploymentSchedule | "new" | null>(null);
  const schedules = row.schedules.toSorted((a, b) => ((a.created ?? "") < (b.created ?? "") ? -1 : 1));
  return (
    <div className="panel-scroll">
      {row.paused && schedules.length > 0 ? (
        <p className="notice">The deployment is paused: none of its schedules makes runs until it is resumed.</p>
      ) : null}
      {schedules.length === 0 ? (
        <Empty title="No schedules">
          <p>It runs when somebody starts it. With a schedule, its runs are made ahead and begin by themselves.</p>
        </Empty>
      ) : null}
      <ul className="schedules">
        {schedules.map((schedule) => (
          <ScheduleEntry key={schedule.id} schedule={schedule} onEdit={() => setEdited(schedule)} />
        ))}
      </ul>
      <div className={schedules.length === 0 ? "schedules-add-alone" : undefined}>
        <Button icon="plus" onClick={() => setEdited("new")}>
          Add a schedule
        </Button>
      </div>
      {edited === null ? null : (
        <ScheduleDialog
          deploymentId={row.id}
          schedule={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

function ScheduleEntry({ schedule: entry, onEdit }: { schedule: DeploymentSchedule; onEdit: () => void }) {
  const [isAsking, setIsAsking] = useState(false);
  const client = useQueryClient();
  const { id, deployment_id, schedule, active, slug, max_scheduled_runs: most, parameters } = entry;
  const words = describeSchedule(schedule);
  const reread = () => client.invalidateQueries({ queryKey: ["deployment", deployment_id] });
  const switching = useMutation({
    mutationFn: (isOn: boolean) => changeSchedule(deployment_id, id, { active: isOn }),
    onSuccess: reread,
    onError: (error) => showToast("failed", error.message),
  });
  return (
    <li className="schedule">
      <div className="schedule-head">
        <Switch
          isOn={switching.isPending ? switching.variables : active}
          label={`Schedule: ${words}`}
          onChange={(isOn) => switching.mutate(isOn)}
        />
        <h2 className="schedule-words" data-off={active ? undefined : ""}>
          {words}
        </h2>
        <span className="muted">{[sourceOf(entry), slug, active ? null : "paused"].filter(Boolean).join(" · ")}</span>
        <span className="schedule-tools">
          <IconButton icon="edit" label={`Edit the schedule: ${words}`} onClick={onEdit} />
          <IconButton icon="trash" label={`Delete the schedule: ${words}`} onClick={() => setIsAsking(true)} />
        </span>
      </div>
      {most === null ? null : <p className="muted">At most {most} runs are made ahead.</p>}
      {Object.keys(parameters).length === 0 ? null : (
        <JsonView value={parameters} label={`Parameters of the schedule: ${words}`} />
      )}
      <NextTimesList schedule={schedule} />
      {isAsking ? (
        <ConfirmDialog
          title="Delete the schedule?"
          action="Delete the schedule"
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            await deleteSchedule(deployment_id, id);
            await reread();
          }}
        >
          “{words}” goes, and with it the runs that it made ahead.
        </ConfirmDialog>
      ) : null}
    </li>
  );
}

/** What was written, where the words are other ones. */
function sourceOf({ schedule }: DeploymentSchedule): string | null {
  if ("cron" in schedule) return schedule.cron;
  return "rrule" in schedule ? schedule.rrule.replaceAll("\n", " ") : null;
}
