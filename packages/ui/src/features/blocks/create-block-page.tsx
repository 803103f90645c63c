import type { BlockDocument } from "@tutti/core/wire/block-document";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { validateValues } from "../../api/validate-values.ts";
import { Markdown } from "../../components/artifact/artifact-data.tsx";
import { Button } from "../../components/button.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { hasErrors, NO_ERRORS, readErrors } from "../../components/schema-form/form-errors.ts";
import type { FormValues } from "../../components/schema-form/form-values.ts";
import { SchemaForm } from "../../components/schema-form/schema-form.tsx";
import { showToast } from "../../components/toasts.tsx";
import { ObjectHead } from "../../components/object-head.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { formSchemaOf } from "./block-values.ts";
import { blockTypeWithSchema, type TypeWithSchema } from "./blocks-query.ts";
import "./blocks.css";

const route = getRouteApi("/blocks/catalog/$slug/create");

export function CreateBlockPage() {
  const { slug } = route.useParams();
  const query = useQuery(blockTypeWithSchema(slug));
  usePageTitle(query.data === undefined ? "New block" : `New ${query.data.type.name}`);
  if (query.isError) return <PageFailure what={`The type ${slug} could not be read`} error={query.error} />;
  return (
    <div className="page">
      <ObjectHead
        parents={
          <>
            <Link to="/blocks">Blocks</Link> /<Link to="/blocks/catalog">Catalogue</Link>
          </>
        }
        title={`New ${query.data?.type.name ?? "block"}`}
      />
      {query.data === undefined ? <PanelSkeleton /> : <CreateForm found={query.data} />}
    </div>
  );
}

function useCreateForm({ type, schema }: TypeWithSchema) {
  const fields = formSchemaOf(schema.fields);
  const [name, setName] = useState("");
  const [values, setValues] = useState<FormValues>({});
  const [errors, setErrors] = useState(NO_ERRORS);
  const client = useQueryClient();
  const navigate = useNavigate();
  const creating = useMutation({
    mutationFn: async () => {
      const found = readErrors(await validateValues(fields, values));
      setErrors(found);
      if (hasErrors(found)) return null;
      const body = { name: name.trim(), block_type_id: type.id, block_schema_id: schema.id, data: values };
      return request<BlockDocument>("/block_documents/", { method: "POST", body });
    },
    onSuccess: async (block) => {
      if (block === null) return;
      showToast("done", `${block.name} is saved.`);
      await client.invalidateQueries({ queryKey: ["blocks"] });
      await navigate({ to: "/blocks/block/$id", params: { id: block.id } });
    },
  });
  return { fields, name, setName, values, setValues, errors, creating };
}

function CreateForm({ found }: { found: TypeWithSchema }) {
  const { fields, name, setName, values, setValues, errors, creating } = useCreateForm(found);
  const { description } = found.type;
  return (
    <div className="form-page">
      <Form onSend={() => creating.mutate()}>
        {description === null ? null : <Markdown text={description} />}
        <TextField
          label="Block name"
          hint="Small letters, digits and -: flows load the block by it."
          isRequired
          value={name}
          onChange={setName}
        />
        <SchemaForm schema={fields} values={values} errors={errors} onChange={setValues} />
        <SendFailure error={creating.error} />
        <div className="form-actions">
          <Button type="submit" look="primary" isDisabled={name.trim() === "" || creating.isPending}>
            Save the block
          </Button>
          <Link className="button button-plain" to="/blocks/catalog">
            Cancel
          </Link>
        </div>
      </Form>
    </div>
  );
}
