import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import "./form/form.css";

interface ConfirmDialogProps {
  title: string;
  /** Says what goes, by name. */
  children: ReactNode;
  /** The verb on the button: "Delete 3 runs". */
  action: string;
  /** What has to be typed before: the name of what much else hangs on. */
  typed?: string;
  /** `primary` for what loses nothing. */
  look?: "danger" | "primary";
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something is lost, and stays open with the reason when it could not be done. */
export function ConfirmDialog({
  title,
  children,
  action,
  typed = "",
  look = "danger",
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const [text, setText] = useState("");
  const confirmation = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  return (
    <Dialog title={title} look="alert" onClose={onClose}>
      <div className="confirm-text">{children}</div>
      {typed === "" ? null : (
        <label className="confirm-typed">
          Type <strong>{typed}</strong> to go on
          <input
            className="input"
            value={text}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        </label>
      )}
      {confirmation.isError ? (
        <p className="confirm-error" role="alert">
          {confirmation.error.message}
        </p>
      ) : null}
      <div className="dialog-actions">
        <Button onClick={onClose}>{look === "danger" ? "Keep" : "Not now"}</Button>
        <Button look={look} isDisabled={confirmation.isPending || text !== typed} onClick={() => confirmation.mutate()}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
