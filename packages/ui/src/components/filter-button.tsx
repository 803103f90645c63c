import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { Popover } from "./popover.tsx";
import "./filter.css";

interface FilterButtonProps {
  /** What is filtered: "State". */
  name: string;
  /** What is chosen, in words; null when nothing is. */
  chosen: string | null;
  children: (close: () => void) => ReactNode;
}

/** One filter of a list: says what it is set to, and opens to be changed. */
export function FilterButton({ name, chosen, children }: FilterButtonProps) {
  return (
    <Popover
      label={`Filter by ${name.toLowerCase()}`}
      triggerClass={chosen === null ? "filter-button" : "filter-button filter-button-on"}
      trigger={
        <>
          <span>{name}</span>
          {chosen === null ? null : (
            <span className="filter-chosen truncate" title={chosen}>
              {chosen}
            </span>
          )}
          <Icon name="chevronDown" size={14} />
        </>
      }
    >
      {children}
    </Popover>
  );
}

/** Up to two names, then how many more. */
export function summarise(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  return names.length <= 2 ? names.join(", ") : `${names.slice(0, 2).join(", ")} +${names.length - 2}`;
}
