import type { Deployment } from "@tutti/core/wire/deployment";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { startRun } from "../../api/deployment-actions.ts";
import { validateValues } from "../../api/validate-values.ts";
import { Button } from "../../components/button.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { FieldErrors } from "../../components/form/form-field.tsx";
import { PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { fieldsOf } from "../../components/schema-form/field-kind.ts";
import { hasErrors, NO_ERRORS, readErrors } from "../../components/schema-form/form-errors.ts";
import type { FormValues } from "../../components/schema-form/form-values.ts";
import type { JsonSchema } from "../../components/schema-form/json-schema.ts";
import { SchemaForm } from "../../components/schema-form/schema-form.tsx";
import { showToast } from "../../components/toasts.tsx";
import { ObjectHead } from "../../components/object-head.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { deploymentDetails, flowRunDetails } from "../deployments/deployments-query.ts";
import { commandOf, draftOfRun, newRunDraft, requestOf, type RunDraft } from "./run-draft.ts";
import { RunFields } from "./run-fields.tsx";

const route = getRouteApi("/deployments/deployment/$id/run");

/** A run with parameters of its own, now or later. */
export function CustomRunPage() {
  const { id } = route.useParams();
  const { from } = route.useSearch();
  const earlier = useQuery({ ...flowRunDetails(from ?? ""), enabled: from !== undefined });
  const isReady = from === undefined || earlier.isFetched;
  const deployment = useQuery(deploymentDetails(id));
  usePageTitle(deployment.data === undefined ? "Custom run" : `Run ${deployment.data.name}`);
  if (deployment.isError) {
    return <PageFailure what="This deployment could not be read" error={deployment.error} />;
  }
  return (
    <div className="page">
      <ObjectHead
        parents={
          <>
            <Link to="/deployments">Deployments</Link> /
            <Link to="/deployments/deployment/$id" params={{ id }}>
              {deployment.data?.name}
            </Link>
          </>
        }
        title={earlier.data === undefined ? "Custom run" : `Run ${earlier.data.name} again`}
      />
      {deployment.data === undefined || !isReady ? (
        <PanelSkeleton />
      ) : (
        <RunForm deployment={deployment.data} earlier={earlier.data ?? null} />
      )}
    </div>
  );
}

interface RunFormProps {
  deployment: Deployment;
  /** The run whose parameters are taken; null for the deployment's own. */
  earlier: FlowRun | null;
}

/** What was given so far, and the start of the run that it makes: the server judges the parameters first. */
function useRunForm({ deployment, earlier }: RunFormProps) {
  const schema: JsonSchema = deployment.parameter_openapi_schema ?? {};
  const [values, setValues] = useState<FormValues>(earlier?.parameters ?? deployment.parameters);
  const [draft, setDraft] = useState(() => (earlier === null ? newRunDraft() : draftOfRun(earlier, deployment.tags)));
  const [errors, setErrors] = useState(NO_ERRORS);
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: async () => {
      const found = draft.isEnforced ? readErrors(await validateValues(schema, values)) : NO_ERRORS;
      setErrors(found);
      if (hasErrors(found)) return null;
      return startRun(deployment.id, requestOf(draft, values, deployment.parameters));
    },
    onSuccess: async (run) => {
      if (run === null) return;
      showToast("done", `${run.name} is scheduled.`);
      await navigate({ to: "/runs/run/$id", params: { id: run.id } });
    },
  });
  const setRun = (changes: Partial<RunDraft>) => setDraft((known) => ({ ...known, ...changes }));
  return { schema, values, setValues, draft, setRun, errors, start };
}

function RunForm({ deployment, earlier }: RunFormProps) {
  const { schema, values, setValues, draft, setRun, errors, start } = useRunForm({ deployment, earlier });
  return (
    <div className="form-page">
      <Form onSend={() => start.mutate()}>
        <section className="form-section">
          <h2 className="form-section-title">Parameters</h2>
          {fieldsOf(schema, schema).length === 0 ? <p className="muted">The flow takes none.</p> : null}
          <SchemaForm schema={schema} values={values} errors={errors} hasStandIns onChange={setValues} />
        </section>
        <section className="form-section">
          <h2 className="form-section-title">The run</h2>
          <RunFields draft={draft} onChange={setRun} />
        </section>
        {hasErrors(errors) ? (
          <FieldErrors errors={["The parameters do not fit. What is wrong stands at each of them."]} />
        ) : null}
        <SendFailure error={start.error} />
        <div className="form-actions">
          <Button type="submit" look="primary" icon="play" isDisabled={start.isPending}>
            {draft.startAt === "" ? "Run now" : "Schedule the run"}
          </Button>
          <Link className="button button-plain" to="/deployments/deployment/$id" params={{ id: deployment.id }}>
            Cancel
          </Link>
        </div>
        <ShellCommand command={commandOf(deployment, values)} />
      </Form>
    </div>
  );
}

function ShellCommand({ command }: { command: string }) {
  return (
    <div className="form-command">
      <span className="muted">The same from a shell</span>
      <code className="truncate">{command}</code>
      <CopyButton text={command} label="Copy the command" />
    </div>
  );
}
