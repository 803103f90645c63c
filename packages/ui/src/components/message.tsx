import type { ReactNode } from "react";
import { ApiError } from "../api/http.ts";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Icon } from "./icon.tsx";
import "./message.css";

interface FailureProps {
  /** What could not be done: "The runs could not be loaded". */
  what: string;
  error: Error;
  onRetry?: () => void;
}

/** An error where the eye is: what failed, why, what to do, and all of it to copy. */
export function Failure({ what, error, onRetry }: FailureProps) {
  return (
    <div className="failure" role="alert">
      <Icon name="warning" />
      <div className="failure-text">
        <p className="failure-title">{what}</p>
        <p>{error.message}</p>
        <p className="muted">{fixOf(error)}</p>
      </div>
      <CopyButton text={asText(what, error)} label="Copy the error" />
      {onRetry === undefined ? null : (
        <Button icon="retry" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

function fixOf(error: Error): string {
  if (!(error instanceof ApiError)) return "This is a fault in the dashboard: the copied text helps to report it.";
  if (error.status === 0) return "Is it running? “tutti server status” says so, “tutti server start” starts it.";
  if (error.status === 401 || error.status === 403) return "Open the dashboard again and give the password when asked.";
  if (error.status === 404) return "It may have been deleted, or the address belongs to another server.";
  if (error.status >= 500) return "The server's log says more. Nothing was changed.";
  return "Nothing was changed.";
}

function asText(what: string, error: Error): string {
  const request =
    error instanceof ApiError ? `\n${error.request} → ${error.status}\n${error.detail}` : `\n${error.stack ?? ""}`;
  return `${what}\n${error.message}${request}\n${location.href}`;
}

/** The same for a page that has nothing else to show. */
export function PageFailure(failure: FailureProps) {
  const { error } = failure;
  if (error instanceof ApiError && error.status === 404) {
    return (
      <div className="page">
        <Empty title="There is no such thing here" isPage>
          <p>
            {failure.what}. It may have been deleted, or the address belongs to another server. Press Ctrl K to look for
            what you want.
          </p>
        </Empty>
      </div>
    );
  }
  return (
    <div className="page">
      <h1 className="visually-hidden">{failure.what}</h1>
      <Failure {...failure} />
    </div>
  );
}

interface EmptyProps {
  title: string;
  children?: ReactNode;
  /** Lines of code or a command that would fill the page. */
  code?: string;
  /** True where it stands for the whole page. */
  isPage?: boolean;
}

/** A page without data teaches how to get some. */
export function Empty({ title, children, code, isPage = false }: EmptyProps) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <div className="empty">
      <Heading className="empty-title">{title}</Heading>
      {children === undefined ? null : <div className="empty-text">{children}</div>}
      {code === undefined ? null : (
        <div className="empty-code">
          <pre>{code}</pre>
          <CopyButton text={code} label="Copy the code" />
        </div>
      )}
    </div>
  );
}
