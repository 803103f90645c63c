import type { WorkPool } from "@tutti/core/wire/work-pool";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { changeWorkPool } from "../../api/work-pool-actions.ts";
import { Button } from "../../components/button.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { showToast } from "../../components/toasts.tsx";
import { ObjectHead } from "../../components/object-head.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { changesOf, draftOfPool } from "./pool-draft.ts";
import { PoolFields } from "./pool-fields.tsx";
import { TemplateEditor } from "./template-editor.tsx";
import { workPoolDetails } from "./work-pool-queries.ts";

const route = getRouteApi("/work-pools/work-pool/$name/edit");

export function EditWorkPoolPage() {
  const { name } = route.useParams();
  const pool = useQuery(workPoolDetails(name));
  usePageTitle(`Edit ${name}`);
  if (pool.isError) return <PageFailure what={`The work pool ${name} could not be read`} error={pool.error} />;
  return (
    <div className="page">
      <ObjectHead
        parents={
          <>
            <Link to="/work-pools">Work pools</Link> /
            <Link to="/work-pools/work-pool/$name" params={{ name }}>
              {name}
            </Link>
          </>
        }
        title={`Edit ${name ?? ""}`}
      />
      {pool.data === undefined ? <PanelSkeleton /> : <EditForm pool={pool.data} />}
    </div>
  );
}

function EditForm({ pool }: { pool: WorkPool }) {
  const [draft, setDraft] = useState(() => draftOfPool(pool));
  const [problem, setProblem] = useState<string | null>(null);
  const onProblem = useCallback((text: string | null) => setProblem(text), []);
  const client = useQueryClient();
  const navigate = useNavigate();
  const changes = changesOf(draft, pool);
  const isChanged = Object.keys(changes).length > 0;
  const saving = useMutation({
    mutationFn: () => changeWorkPool(pool.name, changes),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["work-pool", pool.name] });
      await client.invalidateQueries({ queryKey: ["work-pools"] });
      showToast("done", `${pool.name} is changed.`);
      await navigate({ to: "/work-pools/work-pool/$name", params: { name: pool.name } });
    },
  });
  return (
    <div className="form-page">
      <Form onSend={() => saving.mutate()}>
        <PoolFields
          description={draft.description}
          limit={draft.limit}
          onChange={(changed) => setDraft((known) => ({ ...known, ...changed }))}
        />
        <section className="form-section">
          <h2 className="form-section-title">What jobs are started with</h2>
          <TemplateEditor
            template={draft.template}
            onProblem={onProblem}
            onChange={(change) => setDraft((known) => ({ ...known, template: change(known.template) }))}
          />
        </section>
        <SendFailure error={saving.error} />
        <div className="form-actions">
          <Button type="submit" look="primary" isDisabled={!isChanged || problem !== null || saving.isPending}>
            Save
          </Button>
          <Link className="button button-plain" to="/work-pools/work-pool/$name" params={{ name: pool.name }}>
            Cancel
          </Link>
        </div>
      </Form>
    </div>
  );
}
