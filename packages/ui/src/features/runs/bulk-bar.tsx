import type { RunRow } from "@tutti/core/wire/dashboard";
import { COMPARED_MAX } from "@tutti/core/compared-runs";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { cancelRuns, deleteRuns, rerun, RERUN_MAX } from "../../api/run-actions.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { showToast } from "../../components/toasts.tsx";
import { isOver } from "./runs-request.ts";
import type { Selection } from "./use-selection.ts";

interface BulkBarProps {
  /** Those that are loaded. */
  rows: RunRow[];
  selection: Selection;
  /** Whether more match than are loaded. */
  hasMore: boolean;
  readMatching: () => Promise<RunRow[]>;
}

type Question = "cancel" | "delete" | "rerun";

/** What can be done with the selected runs; not there while none is. */
export function BulkBar({ rows, selection, hasMore, readMatching }: BulkBarProps) {
  const [question, setQuestion] = useState<Question | null>(null);
  const [others, setOthers] = useState<RunRow[]>([]);
  const known = new Map([...others, ...rows].map((row) => [row.id, row]));
  const chosen = [...known.values()].filter((row) => selection.ids.has(row.id));
  const selectAll = useMutation({
    mutationFn: readMatching,
    onSuccess: (all) => {
      setOthers(all);
      selection.set(
        all.map(({ id }) => id),
        true,
      );
    },
  });
  if (chosen.length === 0) return null;
  const canSelectMore = hasMore && rows.every(({ id }) => selection.ids.has(id)) && chosen.length === rows.length;
  return (
    <section className="bulk-bar" aria-label="Selected runs">
      <output className="bulk-count">{chosen.length.toLocaleString("en")} selected</output>
      {canSelectMore ? (
        <Button isDisabled={selectAll.isPending} onClick={() => selectAll.mutate()}>
          Select all that match
        </Button>
      ) : null}
      <BulkButtons chosen={chosen} onAsk={setQuestion} />
      <IconButton icon="close" label="Select none" onClick={selection.clear} />
      {question === null ? null : (
        <BulkQuestion question={question} chosen={chosen} onDone={selection.clear} onClose={() => setQuestion(null)} />
      )}
    </section>
  );
}

function BulkButtons({ chosen, onAsk }: { chosen: RunRow[]; onAsk: (question: Question) => void }) {
  return (
    <>
      {chosen.length < 2 || chosen.length > COMPARED_MAX ? null : (
        <Link to="/runs/compare" search={{ run: chosen.map(({ id }) => id) }} className="button button-plain">
          <Icon name="table" />
          Compare
        </Link>
      )}
      <Button icon="stop" isDisabled={stoppable(chosen).length === 0} onClick={() => onAsk("cancel")}>
        Cancel…
      </Button>
      <Button icon="retry" isDisabled={repeatable(chosen).length === 0} onClick={() => onAsk("rerun")}>
        Run again…
      </Button>
      <Button icon="trash" onClick={() => onAsk("delete")}>
        Delete…
      </Button>
    </>
  );
}

function stoppable(rows: RunRow[]): RunRow[] {
  return rows.filter((row) => !isOver(row.state_type));
}

/** Only of a deployment's runs it is known how they are started. */
function repeatable(rows: RunRow[]): RunRow[] {
  return rows.filter((row) => row.deployment_id !== null).slice(0, RERUN_MAX);
}

interface BulkQuestionProps {
  question: Question;
  chosen: RunRow[];
  onDone: () => void;
  onClose: () => void;
}

const VERBS: Record<Question, string> = { cancel: "Cancel", delete: "Delete", rerun: "Run again" };
const WORDS: Record<Question, string> = {
  cancel: "What has not started is cancelled at once; what is running is asked to stop.",
  delete: "Their task runs, logs and states go with them. This cannot be undone.",
  rerun: "Each is started anew by its deployment, with the parameters it had. The runs themselves stay as they are.",
};

function BulkQuestion({ question, chosen, onDone, onClose }: BulkQuestionProps) {
  const client = useQueryClient();
  const rows = { cancel: stoppable, delete: (all: RunRow[]) => all, rerun: repeatable }[question](chosen);
  const ids = rows.map(({ id }) => id);
  const title =
    question === "rerun" ? `Run ${runsWord(rows.length)} again` : `${VERBS[question]} ${runsWord(rows.length)}`;
  const act = async () => {
    if (question === "cancel") await cancelRuns(ids);
    if (question === "delete") await deleteRuns(ids);
    if (question === "rerun") showToast("done", `${runsWord(await rerun(ids))} scheduled.`);
    onDone();
    await client.invalidateQueries({ queryKey: ["runs"] });
  };
  return (
    <ConfirmDialog
      title={`${title}?`}
      action={title}
      look={question === "rerun" ? "primary" : "danger"}
      onClose={onClose}
      onConfirm={act}
    >
      {WORDS[question]}
      <NameList rows={rows} />
    </ConfirmDialog>
  );
}

const NAMED = 6;

function NameList({ rows }: { rows: RunRow[] }) {
  return (
    <ul className="confirm-list">
      {rows.slice(0, NAMED).map((row) => (
        <li key={row.id} className="truncate">
          {row.flow_name} / {row.name}
        </li>
      ))}
      {rows.length > NAMED ? <li className="muted">and {rows.length - NAMED} more</li> : null}
    </ul>
  );
}

function runsWord(count: number): string {
  return count === 1 ? "1 run" : `${count.toLocaleString("en")} runs`;
}
