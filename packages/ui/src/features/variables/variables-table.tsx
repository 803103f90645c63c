import type { Variable } from "@tutti/core/wire/variable";
import { IconButton } from "../../components/button.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { TagList } from "../../components/tag-list.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import "../../components/table.css";
import "./variables.css";

interface VariablesTableProps {
  rows: Variable[];
  isLoading: boolean;
  onEdit: (variable: Variable) => void;
  onDelete: (variable: Variable) => void;
  onTag: (tag: string) => void;
}

const SKELETONS = Array.from({ length: 8 }, (_, index) => index);

export function VariablesTable({ rows, isLoading, onEdit, onDelete, onTag }: VariablesTableProps) {
  const list = useFocusStep<HTMLDivElement>(".run-link");
  return (
    <div ref={list} className="table-scroll" aria-busy={isLoading}>
      <table className="table variables-table" aria-label="Variables">
        <thead>
          <tr>
            <th className="col-name">Name</th>
            <th>Value</th>
            <th className="col-tags">Tags</th>
            <th className="col-updated">Updated</th>
            <th className="col-tools">
              <span className="visually-hidden">Copy, delete</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {isLoading ? SKELETONS.map((key) => <SkeletonRow key={key} seed={key} />) : null}
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <button type="button" className="run-link row-button" onClick={() => onEdit(row)}>
                  {row.name}
                </button>
              </td>
              <td className="mono" title={valueText(row.value)}>
                {valueText(row.value)}
              </td>
              <td className="col-tags">
                <TagList tags={row.tags} shown={3} onTag={onTag} />
              </td>
              <td className="col-updated">
                <RelativeTime at={row.updated} />
              </td>
              <td className="col-tools">
                <CopyButton text={valueText(row.value)} label={`Copy the value of ${row.name}`} />
                <IconButton icon="trash" label={`Delete ${row.name}`} onClick={() => onDelete(row)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A text as it is, anything else as JSON. */
function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function SkeletonRow({ seed }: { seed: number }) {
  return (
    <tr aria-hidden="true">
      <td>
        <span className="skeleton" style={{ width: 90 + ((seed * 47) % 60) }} />
      </td>
      <td>
        <span className="skeleton" style={{ width: 140 + ((seed * 53) % 120) }} />
      </td>
      <td className="col-tags" />
      <td className="col-updated">
        <span className="skeleton" style={{ width: 60 }} />
      </td>
      <td className="col-tools" />
    </tr>
  );
}
