import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from "react";
import "./dialog.css";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** `alert` for a question that must be answered, `palette` for one that stands at the top, `wide` for a form. */
  look?: "plain" | "alert" | "palette" | "wide";
}

/** A modal window: the browser keeps the focus in it and gives it back; Escape and a click beside it close it. */
export function Dialog({ title, onClose, children, look = "plain" }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed while it still stands in the page: only then does the browser give the focus back to what had it.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element?.open === false) element.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => {
    const element = dialog.current;
    const onPointer = (event: PointerEvent) => {
      if (event.target === element) onClose();
    };
    element?.addEventListener("pointerdown", onPointer);
    return () => element?.removeEventListener("pointerdown", onPointer);
  }, [onClose]);
  return (
    <dialog
      ref={dialog}
      role={look === "alert" ? "alertdialog" : undefined}
      aria-labelledby={id}
      className={`dialog dialog-${look}`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-body">
        <h2 id={id} className={look === "palette" ? "visually-hidden" : "dialog-title"}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
