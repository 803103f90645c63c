import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { keepPassword } from "../api/credentials.ts";
import { checkPassword } from "../api/http.ts";
import { queryClient } from "../api/query-client.ts";
import "../components/button.css";
import "../components/message.css";
import { usePageTitle } from "./page-title.ts";

/** Stands in for every page while the server wants a password. */
export function SignInPage() {
  usePageTitle("Sign in");
  const [secret, setSecret] = useState("");
  const attempt = useMutation({
    mutationFn: async () => {
      if (!(await checkPassword(secret))) throw new Error("The server does not take this password.");
      keepPassword(secret);
      await queryClient.resetQueries();
    },
  });
  return (
    <form
      className="empty sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        attempt.mutate();
      }}
    >
      <h1 className="empty-title">This server wants its password</h1>
      <p className="empty-text">
        It was shown when the server first started, and is what <code>TUTTI_API_AUTH_STRING</code> holds. It is kept for
        this tab only.
      </p>
      <div className="field sign-in-field">
        <input
          type="password"
          aria-label="Password"
          autoComplete="current-password"
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
        />
      </div>
      {attempt.isError ? (
        <p className="confirm-error" role="alert">
          {attempt.error.message}
        </p>
      ) : null}
      <button type="submit" className="button button-primary" disabled={secret === "" || attempt.isPending}>
        Sign in
      </button>
    </form>
  );
}
