import { useQuery } from "@tanstack/react-query";
import { Checklist } from "../../components/checklist.tsx";
import { workPoolRows } from "./work-pools-query.ts";

interface PoolChecklistProps {
  chosen: readonly string[];
  onChange: (names: string[]) => void;
}

export function PoolChecklist({ chosen, onChange }: PoolChecklistProps) {
  const pools = useQuery(workPoolRows());
  const names = [...new Set([...(pools.data ?? []).map(({ name }) => name), ...chosen])];
  return (
    <div className="checklist">
      {pools.isSuccess && names.length === 0 ? <p className="checklist-note">There is no work pool.</p> : null}
      <Checklist
        choices={names.map((name) => ({ value: name, label: <span className="truncate">{name}</span> }))}
        chosen={chosen}
        onChange={onChange}
      />
    </div>
  );
}
