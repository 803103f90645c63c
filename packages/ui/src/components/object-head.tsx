import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";
import "./object-head.css";

interface ObjectHeadProps {
  /** The links to what this is part of. */
  parents: ReactNode;
  /** Undefined until it is known. */
  title: string | undefined;
  /** The id that is copied, and whose it is: "the block's id". */
  id?: { text: string; of: string };
  actions?: ReactNode;
  /** A line of what matters most. */
  facts?: ReactNode;
  children?: ReactNode;
}

/** The head of an object's page: where it is, its name, what can be done with it. */
export function ObjectHead({ parents, title, id, actions, facts, children }: ObjectHeadProps) {
  return (
    <header className="object-head">
      <nav className="breadcrumb" aria-label="Where this is">
        {parents}
      </nav>
      <div className="object-title-line">
        <h1 className="object-title truncate" title={title}>
          {title ?? <span className="skeleton skeleton-title">&nbsp;</span>}
        </h1>
        {id === undefined || title === undefined ? null : <CopyButton text={id.text} label={`Copy ${id.of}`} />}
        {actions === undefined ? null : <div className="object-actions">{actions}</div>}
      </div>
      {facts === undefined ? null : (
        <div className="object-facts">{title === undefined ? <span className="skeleton skeleton-facts" /> : facts}</div>
      )}
      {children}
    </header>
  );
}

/** A word and its value in the line of facts. */
export function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <span className="object-fact">
      <span className="muted">{word}</span> {children}
    </span>
  );
}
