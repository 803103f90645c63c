import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Checklist } from "../../components/checklist.tsx";
import { SearchField } from "../../components/search-field.tsx";

/** What a list of names to choose from is given. */
export interface ChecklistProps {
  chosen: readonly string[];
  onChange: (names: string[]) => void;
}

interface NamedChecklistProps extends ChecklistProps {
  /** What is named: "flow". */
  word: string;
  /** Names in which the text stands; all where it is empty. */
  find: (text: string, signal: AbortSignal) => Promise<readonly string[]>;
}

/** Names to choose from, of which there may be more than one wants to look at. */
export function NamedChecklist({ word, chosen, onChange, find }: NamedChecklistProps) {
  const [text, setText] = useState("");
  const found = useQuery({
    queryKey: ["names", word, text],
    queryFn: ({ signal }) => find(text, signal),
    placeholderData: (previous) => previous,
  });
  const names = [...new Set([...chosen, ...(found.data ?? [])])];
  return (
    <div className="checklist">
      <SearchField label={`Search ${word}s`} value={text} onChange={setText} />
      <Checklist
        choices={names.map((name) => ({ value: name, label: <span className="truncate">{name}</span> }))}
        chosen={chosen}
        onChange={onChange}
      />
      {names.length === 0 ? (
        <p className="checklist-note">{found.isPending ? "Reading…" : `No ${word} has this name.`}</p>
      ) : null}
    </div>
  );
}
