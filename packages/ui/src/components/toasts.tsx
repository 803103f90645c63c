import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";
import "./toasts.css";

interface Toast {
  key: number;
  tone: "done" | "failed";
  text: ReactNode;
}

const SHOWN_MS = 8000;
const KEPT = 3;

let toasts: readonly Toast[] = [];
let lastKey = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says for some seconds what was done, or what could not be. */
export function showToast(tone: Toast["tone"], text: ReactNode): void {
  lastKey += 1;
  set([...toasts, { key: lastKey, tone, text }].slice(-KEPT));
}

function dismiss(key: number): void {
  set(toasts.filter((toast) => toast.key !== key));
}

/** Where toasts stand: once on every page. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className="toasts" role="status">
      {shown.map((toast) => (
        <ToastView key={toast.key} toast={toast} />
      ))}
    </div>
  );
}

function ToastView({ toast: { key, tone, text } }: { toast: Toast }) {
  useEffect(() => {
    if (tone === "failed") return undefined;
    const timer = setTimeout(() => dismiss(key), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [key, tone]);
  return (
    <div className="toast" data-tone={tone === "done" ? "completed" : "failed"}>
      <Icon name={tone === "done" ? "check" : "warning"} />
      <div className="toast-text">{text}</div>
      <IconButton icon="close" label="Dismiss" onClick={() => dismiss(key)} />
    </div>
  );
}
