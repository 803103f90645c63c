import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useId, useState } from "react";
import { Dialog } from "../components/dialog.tsx";
import { Icon } from "../components/icon.tsx";
import { type PaletteItem, usePaletteItems } from "./palette-items.tsx";
import "./command-palette.css";

/** One box over pages, everything that has a name, and pasted ids. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const navigate = useNavigate();
  const { items, isSearching } = usePaletteItems(text.trim());
  const listId = useId();
  const index = Math.min(active, items.length - 1);

  const act = (item: PaletteItem | undefined) => {
    if (item === undefined) return;
    onClose();
    item.act(navigate);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((index + step + items.length) % Math.max(1, items.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      act(items[index]);
    }
  };

  return (
    <Dialog title="Search or jump to" look="palette" onClose={onClose}>
      <div className="palette-field">
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={items.length === 0 ? undefined : `${listId}-${index}`}
          aria-label="Search everything, or paste an id"
          placeholder="Search everything, or paste an id…"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteList id={listId} items={items} active={index} onHover={setActive} onAct={act} />
      {items.length === 0 ? (
        <p className="palette-none">{isSearching ? "Searching…" : "Nothing has this name or id."}</p>
      ) : null}
    </Dialog>
  );
}

interface PaletteListProps {
  id: string;
  items: PaletteItem[];
  active: number;
  onHover: (index: number) => void;
  onAct: (item: PaletteItem) => void;
}

function PaletteList({ id, items, active, onHover, onAct }: PaletteListProps) {
  return (
    <div id={id} role="listbox" aria-label="Results" className="palette-list">
      {items.map((item, index) => (
        <div
          key={item.key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className="palette-item"
          ref={(element) => {
            if (index === active) element?.scrollIntoView({ block: "nearest" });
          }}
          onPointerMove={() => onHover(index)}
          onClick={() => onAct(item)}
          onKeyDown={(event) => {
            if (event.key === "Enter") onAct(item);
          }}
        >
          {item.icon}
          <span className="truncate">{item.words}</span>
          <span className="palette-note truncate">{item.note}</span>
        </div>
      ))}
    </div>
  );
}
