import { useState } from "react";
import { Checklist } from "../../components/checklist.tsx";
import { FilterButton, summarise } from "../../components/filter-button.tsx";

interface TagFilterProps {
  chosen: readonly string[];
  onChange: (tags: string[]) => void;
  /** What carries them. */
  of?: "Runs" | "Deployments";
}

export function TagFilter({ chosen, onChange, of = "Runs" }: TagFilterProps) {
  return (
    <FilterButton name="Tags" chosen={summarise(chosen)}>
      {() => <TagChecklist chosen={chosen} onChange={onChange} of={of} />}
    </FilterButton>
  );
}

function TagChecklist({ chosen, onChange, of }: TagFilterProps) {
  const [text, setText] = useState("");
  return (
    <form
      className="checklist"
      onSubmit={(event) => {
        event.preventDefault();
        const tag = text.trim();
        if (tag !== "" && !chosen.includes(tag)) onChange([...chosen, tag]);
        setText("");
      }}
    >
      <div className="field">
        <input
          aria-label="Add a tag"
          placeholder="Add a tag, Enter"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Checklist
        choices={chosen.map((tag) => ({ value: tag, label: <span className="truncate">{tag}</span> }))}
        chosen={chosen}
        onChange={onChange}
      />
      <p className="checklist-note">{of} that carry all of these tags.</p>
    </form>
  );
}
