import type { BlockDocument } from "@tutti/core/wire/block-document";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { validateValues } from "../../api/validate-values.ts";
import { Button } from "../../components/button.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { hasErrors, NO_ERRORS, readErrors } from "../../components/schema-form/form-errors.ts";
import type { FormValues } from "../../components/schema-form/form-values.ts";
import { SchemaForm } from "../../components/schema-form/schema-form.tsx";
import { showToast } from "../../components/toasts.tsx";
import { ObjectHead } from "../../components/object-head.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { formSchemaOf, valuesOf } from "./block-values.ts";
import { blockDocument } from "./blocks-query.ts";

const route = getRouteApi("/blocks/block/$id/edit");

export function EditBlockPage() {
  const { id } = route.useParams();
  const query = useQuery(blockDocument(id));
  usePageTitle(query.data === undefined ? "Edit" : `Edit ${query.data.name}`);
  if (query.isError) return <PageFailure what="This block could not be read" error={query.error} />;
  return (
    <div className="page">
      <ObjectHead
        parents={
          <>
            <Link to="/blocks">Blocks</Link> /
            <Link to="/blocks/block/$id" params={{ id }}>
              {query.data?.name}
            </Link>
          </>
        }
        title={`Edit ${query.data?.name ?? ""}`}
      />
      {query.data === undefined ? <PanelSkeleton /> : <EditForm block={query.data} />}
    </div>
  );
}

function EditForm({ block }: { block: BlockDocument }) {
  const fields = formSchemaOf(block.block_schema?.fields ?? {});
  const [values, setValues] = useState<FormValues>(() => valuesOf(block));
  const [errors, setErrors] = useState(NO_ERRORS);
  const client = useQueryClient();
  const navigate = useNavigate();
  const saving = useMutation({
    mutationFn: async () => {
      const found = readErrors(await validateValues(fields, values));
      setErrors(found);
      if (hasErrors(found)) return false;
      // A secret that is still masked stays what it was.
      const body = { data: values, merge_existing_data: false };
      await request(`/block_documents/${block.id}`, { method: "PATCH", body });
      await client.invalidateQueries({ queryKey: ["blocks"] });
      return true;
    },
    onSuccess: async (isSaved) => {
      if (!isSaved) return;
      showToast("done", `${block.name} is changed.`);
      await navigate({ to: "/blocks/block/$id", params: { id: block.id } });
    },
  });
  return (
    <div className="form-page">
      <Form onSend={() => saving.mutate()}>
        <SchemaForm schema={fields} values={values} errors={errors} onChange={setValues} />
        <SendFailure error={saving.error} />
        <div className="form-actions">
          <Button type="submit" look="primary" isDisabled={saving.isPending}>
            Save
          </Button>
          <Link className="button button-plain" to="/blocks/block/$id" params={{ id: block.id }}>
            Cancel
          </Link>
        </div>
      </Form>
    </div>
  );
}
