import type { DeploymentSchedule } from "@tutti/core/wire/schedule";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { addSchedule, changeSchedule } from "../../api/deployment-actions.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { FieldErrors } from "../../components/form/form-field.tsx";
import { JsonField } from "../../components/form/json-field.tsx";
import { NextTimesList } from "../../schedule/next-times-list.tsx";
import { draftOf, newDraft, readDraft } from "../../schedule/schedule-draft.ts";
import { ScheduleFields } from "./schedule-fields.tsx";

interface ScheduleDialogProps {
  deploymentId: string;
  /** Null for a new one. */
  schedule: DeploymentSchedule | null;
  onClose: () => void;
}

/** Makes or changes a schedule, with its next times before one's eyes. */
export function ScheduleDialog({ deploymentId, schedule, onClose }: ScheduleDialogProps) {
  const [draft, setDraft] = useState(() =>
    schedule === null
      ? newDraft(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone)
      : draftOf(schedule.schedule, Date.now()),
  );
  const [own, setOwn] = useState<unknown>(() => schedule?.parameters ?? {});
  const [problem, setProblem] = useState<string | null>(null);
  const client = useQueryClient();
  const read = readDraft(draft);
  const saving = useMutation({
    mutationFn: async () => {
      if ("problem" in read) return;
      const body = { schedule: read.schedule, parameters: own ?? {} };
      if (schedule === null) await addSchedule(deploymentId, { ...body, active: true });
      else await changeSchedule(deploymentId, schedule.id, body);
      await client.invalidateQueries({ queryKey: ["deployment", deploymentId] });
    },
    onSuccess: onClose,
  });
  const errors = saving.isError ? [saving.error.message] : [];
  return (
    <Dialog title={schedule === null ? "Add a schedule" : "Edit the schedule"} look="wide" onClose={onClose}>
      <div className="form">
        <ScheduleFields draft={draft} onChange={(changes) => setDraft((known) => ({ ...known, ...changes }))} />
        {"problem" in read ? (
          <FieldErrors errors={[read.problem]} />
        ) : (
          <section>
            <h3 className="panel-title">The next ten times</h3>
            <NextTimesList schedule={read.schedule} />
          </section>
        )}
        <JsonField
          label="Parameters of its runs"
          hint="JSON; what is not given is as deployed."
          value={own}
          rows={3}
          onChange={setOwn}
          onProblem={setProblem}
        />
        <FieldErrors errors={errors} />
      </div>
      <div className="dialog-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          isDisabled={"problem" in read || problem !== null || saving.isPending}
          onClick={() => saving.mutate()}
        >
          {schedule === null ? "Add the schedule" : "Save the schedule"}
        </Button>
      </div>
    </Dialog>
  );
}
