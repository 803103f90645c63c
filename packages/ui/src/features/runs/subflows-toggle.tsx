import "../../components/filter.css";

interface SubflowsToggleProps {
  subflows: "hide" | undefined;
  onChange: (changes: { subflows: "hide" | undefined }) => void;
}

/** Leaves out the runs that other runs called, or lets them in. */
export function SubflowsToggle({ subflows, onChange }: SubflowsToggleProps) {
  const isHidden = subflows === "hide";
  return (
    <button
      type="button"
      className={isHidden ? "filter-button filter-toggle filter-button-on" : "filter-button filter-toggle"}
      aria-pressed={isHidden}
      onClick={() => onChange({ subflows: isHidden ? undefined : "hide" })}
    >
      <span className={isHidden ? "filter-chosen" : undefined}>No subflows</span>
    </button>
  );
}
