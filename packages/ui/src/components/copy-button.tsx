import { useEffect, useState } from "react";
import { Icon } from "./icon.tsx";

const SHOWN_MS = 1500;

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    await copyText(text);
    setIsCopied(true);
  };
  return (
    <button type="button" className="icon-button" title={label} aria-label={label} onClick={() => void copy()}>
      <Icon name={isCopied ? "check" : "copy"} size={14} />
      <output className="visually-hidden">{isCopied ? "Copied" : ""}</output>
    </button>
  );
}

/** The clipboard API exists on https and localhost only; elsewhere a selected field has to do. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
