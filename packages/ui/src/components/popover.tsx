import { type ReactNode, type ToggleEvent, useId, useState } from "react";
import "./popover.css";

interface PopoverProps {
  /** What stands in the button that opens it. */
  trigger: ReactNode;
  triggerClass: string;
  /** Needed when the trigger shows no word. */
  triggerLabel?: string;
  /** Names the opened panel. */
  label: string;
  align?: "start" | "end";
  /** Drawn only while open; `close` hides the panel and gives the focus back. */
  children: (close: () => void) => ReactNode;
}

const GAP_PX = 4;
const EDGE_PX = 8;

/** A panel below its button, in the browser's top layer: Escape and a click outside close it. */
export function Popover({ trigger, triggerClass, triggerLabel, label, align = "start", children }: PopoverProps) {
  const id = useId();
  const buttonId = `${id}-button`;
  const [isOpen, setIsOpen] = useState(false);
  const close = () => {
    document.getElementById(id)?.hidePopover();
    document.getElementById(buttonId)?.focus();
  };
  const onToggle = (event: ToggleEvent<HTMLDivElement>) => {
    setIsOpen(event.newState === "open");
    const panel = event.currentTarget;
    if (event.newState === "open") requestAnimationFrame(() => place(document.getElementById(buttonId), panel, align));
  };
  return (
    <>
      <button
        type="button"
        id={buttonId}
        className={triggerClass}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={triggerLabel}
        title={triggerLabel}
      >
        {trigger}
      </button>
      <div id={id} popover="auto" role="dialog" aria-label={label} className="popover" onToggle={onToggle}>
        {isOpen ? children(close) : null}
      </div>
    </>
  );
}

function place(button: HTMLElement | null, panel: HTMLElement, align: "start" | "end"): void {
  if (button === null) return;
  const anchor = button.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const wanted = align === "start" ? anchor.left : anchor.right - width;
  const left = Math.max(EDGE_PX, Math.min(wanted, innerWidth - width - EDGE_PX));
  const hasRoomBelow = anchor.bottom + GAP_PX + height <= innerHeight - EDGE_PX;
  const top = hasRoomBelow ? anchor.bottom + GAP_PX : Math.max(EDGE_PX, anchor.top - GAP_PX - height);
  panel.style.left = `${left}px`;
  panel.style.top = `${top}px`;
  panel.dataset["placed"] = "";
}
