import type { RunRow } from "@tutti/core/wire/dashboard";
import { COMPARED_MAX } from "@tutti/core/compared-runs";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button, IconButton } from "../../components/button.tsx";
import { Icon, type IconName } from "../../components/icon.tsx";
import { BULK_ACTIONS, type BulkAction } from "./bulk-actions.ts";
import { BulkQuestion } from "./bulk-question.tsx";
import type { Selection } from "./use-selection.ts";

interface BulkBarProps {
  /** Those that are loaded. */
  rows: RunRow[];
  selection: Selection;
  /** Whether more match than are loaded. */
  hasMore: boolean;
  readMatching: () => Promise<RunRow[]>;
}

/** What can be done with the selected runs; not there while none is. */
export function BulkBar({ rows, selection, hasMore, readMatching }: BulkBarProps) {
  const [action, setAction] = useState<BulkAction | null>(null);
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
  const done = () => {
    setAction(null);
    selection.clear();
  };
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
      {chosen.length < 2 || chosen.length > COMPARED_MAX ? null : (
        <Link to="/runs/compare" search={{ run: chosen.map(({ id }) => id) }} className="button button-plain">
          <Icon name="table" />
          Compare
        </Link>
      )}
      <BulkButtons chosen={chosen} onAsk={setAction} />
      <IconButton icon="close" label="Select none" onClick={selection.clear} />
      {action === null ? null : (
        <BulkQuestion action={action} chosen={chosen} onDone={done} onClose={() => setAction(null)} />
      )}
    </section>
  );
}

const BUTTONS: readonly [BulkAction, IconName, string][] = [
  [BULK_ACTIONS.cancel, "stop", "Cancel…"],
  [BULK_ACTIONS.retry, "retry", "Retry…"],
  [BULK_ACTIONS.again, "duplicate", "Run again…"],
  [BULK_ACTIONS.remove, "trash", "Delete…"],
];

function BulkButtons({ chosen, onAsk }: { chosen: RunRow[]; onAsk: (action: BulkAction) => void }) {
  return BUTTONS.map(([action, icon, words]) => (
    <Button key={words} icon={icon} isDisabled={action.concerns(chosen).length === 0} onClick={() => onAsk(action)}>
      {words}
    </Button>
  ));
}
