import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Icon, type IconName } from "./icon.tsx";
import { Popover } from "./popover.tsx";

export interface MenuItem {
  label: string;
  icon?: IconName;
  note?: string;
  isDanger?: boolean;
  onSelect: () => void;
}

interface MenuProps {
  trigger: ReactNode;
  triggerClass: string;
  triggerLabel?: string;
  label: string;
  align?: "start" | "end";
  items: MenuItem[];
}

/** A list of actions behind a button; arrows, Home and End move, Enter acts. */
export function Menu({ items, ...popover }: MenuProps) {
  return <Popover {...popover}>{(close) => <MenuList label={popover.label} items={items} onDone={close} />}</Popover>;
}

function MenuList({ label, items, onDone }: { label: string; items: MenuItem[]; onDone: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("button")?.focus();
  }, []);
  return (
    <div ref={list} role="menu" aria-label={label} tabIndex={-1} className="menu" onKeyDown={moveFocus}>
      {items.map(({ label: text, icon, note, isDanger = false, onSelect }) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="menu-item"
          data-danger={isDanger ? "" : undefined}
          onClick={() => {
            onDone();
            onSelect();
          }}
        >
          {icon === undefined ? null : <Icon name={icon} />}
          {text}
          {note === undefined ? null : <span className="menu-note">{note}</span>}
        </button>
      ))}
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const at = items.findIndex((item) => item === document.activeElement);
  const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  items.at(target % items.length)?.focus();
}
