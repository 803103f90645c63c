import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

interface ConfirmDialogProps {
  title: string;
  /** Says what goes, by name. */
  children: ReactNode;
  /** The verb on the button: "Delete 3 runs". */
  action: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something is lost, and stays open with the reason when it could not be done. */
export function ConfirmDialog({ title, children, action, onConfirm, onClose }: ConfirmDialogProps) {
  const confirmation = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  return (
    <Dialog title={title} look="alert" onClose={onClose}>
      <div className="confirm-text">{children}</div>
      {confirmation.isError ? (
        <p className="confirm-error" role="alert">
          {confirmation.error.message}
        </p>
      ) : null}
      <div className="dialog-actions">
        <Button onClick={onClose}>Keep</Button>
        <Button look="danger" isDisabled={confirmation.isPending} onClick={() => confirmation.mutate()}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
