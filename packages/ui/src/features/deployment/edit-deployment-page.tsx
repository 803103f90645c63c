import type { Deployment } from "@tutti/core/wire/deployment";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { changeDeployment } from "../../api/deployment-actions.ts";
import { validateValues } from "../../api/validate-values.ts";
import { Button } from "../../components/button.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { hasErrors, NO_ERRORS, readErrors } from "../../components/schema-form/form-errors.ts";
import type { FormValues } from "../../components/schema-form/form-values.ts";
import type { JsonSchema } from "../../components/schema-form/json-schema.ts";
import { SchemaForm } from "../../components/schema-form/schema-form.tsx";
import { showToast } from "../../components/toasts.tsx";
import { ObjectHead } from "../../components/object-head.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { deploymentDetails } from "../deployments/deployments-query.ts";
import { workPoolRows } from "../work-pools/work-pools-query.ts";
import { changesOf, type DeploymentDraft, draftOfDeployment } from "./deployment-draft.ts";
import { DeploymentFields } from "./deployment-fields.tsx";

const route = getRouteApi("/deployments/deployment/$id/edit");

export function EditDeploymentPage() {
  const { id } = route.useParams();
  const deployment = useQuery(deploymentDetails(id));
  const pools = useQuery(workPoolRows());
  usePageTitle(deployment.data === undefined ? "Edit" : `Edit ${deployment.data.name}`);
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
        title={`Edit ${deployment.data?.name ?? ""}`}
      />
      {deployment.data === undefined ? (
        <PanelSkeleton />
      ) : (
        <EditForm deployment={deployment.data} pools={(pools.data ?? []).map(({ name }) => name)} />
      )}
    </div>
  );
}

function useEditForm(deployment: Deployment) {
  const schema: JsonSchema = deployment.parameter_openapi_schema ?? {};
  const [draft, setDraft] = useState(() => draftOfDeployment(deployment));
  const [values, setValues] = useState<FormValues>(deployment.parameters);
  const [errors, setErrors] = useState(NO_ERRORS);
  const client = useQueryClient();
  const navigate = useNavigate();
  const changes = changesOf(draft, values, deployment);
  const saving = useMutation({
    mutationFn: async () => {
      const isJudged = draft.isEnforced && "parameters" in changes;
      const found = isJudged ? readErrors(await validateValues(optional(schema), values)) : NO_ERRORS;
      setErrors(found);
      if (hasErrors(found)) return false;
      await changeDeployment(deployment.id, changes);
      await client.invalidateQueries({ queryKey: ["deployment", deployment.id] });
      return true;
    },
    onSuccess: async (isSaved) => {
      if (!isSaved) return;
      showToast("done", `${deployment.name} is changed.`);
      await navigate({ to: "/deployments/deployment/$id", params: { id: deployment.id } });
    },
  });
  const change = (changed: Partial<DeploymentDraft>) => setDraft((known) => ({ ...known, ...changed }));
  return { schema, draft, change, values, setValues, errors, told: Object.keys(changes), saving };
}

function EditForm({ deployment, pools }: { deployment: Deployment; pools: readonly string[] }) {
  const { schema, draft, change, values, setValues, errors, told, saving } = useEditForm(deployment);
  return (
    <div className="form-page">
      <Form onSend={() => saving.mutate()}>
        <DeploymentFields draft={draft} pools={pools} onChange={change} />
        <section className="form-section">
          <h2 className="form-section-title">Parameters</h2>
          <SchemaForm schema={schema} values={values} errors={errors} onChange={setValues} />
        </section>
        <SendFailure error={saving.error} />
        <div className="form-actions">
          <Button type="submit" look="primary" isDisabled={saving.isPending || told.length === 0}>
            Save
          </Button>
          <Link className="button button-plain" to="/deployments/deployment/$id" params={{ id: deployment.id }}>
            Cancel
          </Link>
        </div>
        <output className="muted">
          {told.length === 0
            ? "Nothing is changed."
            : `Changes ${told.map((key) => key.replaceAll("_", " ")).join(", ")}.`}
        </output>
      </Form>
    </div>
  );
}

/** A deployment may leave to its runs what the flow requires. */
function optional({ required: _required, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
