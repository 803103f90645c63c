import { type ReactNode, useState } from "react";
import { IconButton } from "./button.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";

interface DeleteButtonProps {
  /** What kind of thing goes: "automation". */
  kind: string;
  name: string;
  /** True for what much else hangs on: its name has to be typed. */
  isTyped?: boolean;
  onDelete: () => Promise<void>;
  /** Says what goes with it. */
  children: ReactNode;
}

/** Deletes an object after asking. */
export function DeleteButton({ kind, name, isTyped = false, onDelete, children }: DeleteButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <IconButton icon="trash" label={`Delete the ${kind}`} onClick={() => setIsAsking(true)} />
      {isAsking ? (
        <ConfirmDialog
          title={`Delete ${name}?`}
          action={`Delete the ${kind}`}
          onClose={() => setIsAsking(false)}
          onConfirm={onDelete}
          {...(isTyped ? { typed: name } : {})}
        >
          {children}
        </ConfirmDialog>
      ) : null}
    </>
  );
}
