import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";
import "./facts.css";

/** Words and what stands for them; what is null is left out. */
export function Facts({ facts, look = "wide" }: { facts: readonly [string, ReactNode][]; look?: "wide" | "narrow" }) {
  return (
    <dl className={look === "wide" ? "facts facts-wide" : "facts"}>
      {facts.map(([word, value]) =>
        value === null || value === undefined ? null : (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** An id to read and to copy. */
export function Id({ id }: { id: string }) {
  return (
    <span className="id">
      <code>{id}</code>
      <CopyButton text={id} label="Copy the id" />
    </span>
  );
}
