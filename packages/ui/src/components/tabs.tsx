import { type KeyboardEvent, type ReactNode, useId } from "react";
import "./tabs.css";

interface Tab<T extends string> {
  name: T;
  words: string;
  /** How many things are in it; 0 is not told. */
  count?: number;
}

interface TabsProps<T extends string> {
  /** Names the list of tabs. */
  label: string;
  tabs: readonly Tab<T>[];
  chosen: T;
  onChoose: (name: T) => void;
  /** The chosen tab's content. */
  children: ReactNode;
}

/** Panels of which one is shown; arrows move between their tabs, and the focus with them. */
export function Tabs<T extends string>({ label, tabs, chosen, onChoose, children }: TabsProps<T>) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = (tabs.findIndex(({ name }) => name === chosen) + step + tabs.length) % tabs.length;
    const next = tabs[index];
    if (next !== undefined) onChoose(next.name);
    event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[index]?.focus();
  };
  return (
    <section className="tabs">
      <div role="tablist" tabIndex={-1} aria-label={label} className="tab-list" onKeyDown={onKeyDown}>
        {tabs.map(({ name, words, count = 0 }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === chosen}
            aria-controls={name === chosen ? `${id}-panel` : undefined}
            tabIndex={name === chosen ? 0 : -1}
            className="tab"
            onClick={() => onChoose(name)}
          >
            {words}
            {count === 0 ? null : <span className="tab-count">{count.toLocaleString("en")}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} className="tab-panel">
        {children}
      </div>
    </section>
  );
}
