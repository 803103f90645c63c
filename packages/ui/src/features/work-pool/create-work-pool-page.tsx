import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useId, useState } from "react";
import { createWorkPool } from "../../api/work-pool-actions.ts";
import { Button } from "../../components/button.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { Failure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { showToast } from "../../components/toasts.tsx";
import { ObjectHead } from "../../components/object-head.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import type { JobTemplate } from "./base-template.ts";
import { PoolFields } from "./pool-fields.tsx";
import { TemplateEditor } from "./template-editor.tsx";
import { type WorkerType, workerTypes } from "./worker-types.ts";
import "./create-work-pool.css";

/** Which infrastructure, under which name, with which defaults. */
export function CreateWorkPoolPage() {
  usePageTitle("Create a work pool");
  const types = useQuery(workerTypes());
  return (
    <div className="page">
      <ObjectHead parents={<Link to="/work-pools">Work pools</Link>} title="Create a work pool" />
      {types.isError ? <Failure what="The kinds of pools could not be read" error={types.error} /> : null}
      {types.data === undefined ? <PanelSkeleton /> : <CreateForm types={types.data} />}
    </div>
  );
}

function useCreateForm() {
  const [type, setType] = useState<WorkerType | null>(null);
  const [name, setName] = useState("");
  const [details, setDetails] = useState<PoolDetails>({ description: "", limit: undefined });
  const [template, setTemplate] = useState<JobTemplate>({});
  const [problem, setProblem] = useState<string | null>(null);
  const client = useQueryClient();
  const navigate = useNavigate();
  const creating = useMutation({
    mutationFn: () =>
      createWorkPool({
        name: name.trim(),
        type: type?.type,
        description: details.description === "" ? null : details.description,
        concurrency_limit: details.limit ?? null,
        base_job_template: template,
      }),
    onSuccess: async (pool) => {
      showToast("done", `${pool.name} is created.`);
      await client.invalidateQueries({ queryKey: ["work-pools"] });
      await navigate({ to: "/work-pools/work-pool/$name", params: { name: pool.name } });
    },
  });
  const choose = (chosen: WorkerType) => {
    setType(chosen);
    setTemplate(chosen.default_base_job_configuration);
  };
  return { type, choose, name, setName, details, setDetails, template, setTemplate, problem, setProblem, creating };
}

interface PoolDetails {
  description: string;
  limit: number | undefined;
}

function CreateForm({ types }: { types: readonly WorkerType[] }) {
  const form = useCreateForm();
  const { type, creating } = form;
  return (
    <div className="form-page">
      <Form onSend={() => creating.mutate()}>
        <section className="form-section">
          <h2 className="form-section-title">1. Where runs are started</h2>
          <TypeChoice types={types} chosen={type} onChoose={form.choose} />
        </section>
        {type === null ? null : <ChosenType form={form} type={type} />}
      </Form>
    </div>
  );
}

/** What is asked once it is known where runs are started. */
function ChosenType({ form, type }: { form: ReturnType<typeof useCreateForm>; type: WorkerType }) {
  const { name, setName, details, setDetails, template, setTemplate, problem, setProblem, creating } = form;
  const onProblem = useCallback((text: string | null) => setProblem(text), [setProblem]);
  return (
    <>
      <section className="form-section">
        <h2 className="form-section-title">2. Name</h2>
        <TextField label="Name" isRequired value={name} onChange={setName} />
        <PoolFields
          description={details.description}
          limit={details.limit}
          onChange={(changes) => setDetails((known) => ({ ...known, ...changes }))}
        />
      </section>
      <section className="form-section">
        <h2 className="form-section-title">3. What jobs are started with</h2>
        <TemplateEditor key={type.type} template={template} onChange={setTemplate} onProblem={onProblem} />
      </section>
      <SendFailure error={creating.error} />
      <div className="form-actions">
        <Button type="submit" look="primary" isDisabled={name.trim() === "" || problem !== null || creating.isPending}>
          Create the pool
        </Button>
        <Link className="button button-plain" to="/work-pools">
          Cancel
        </Link>
      </div>
    </>
  );
}

interface TypeChoiceProps {
  types: readonly WorkerType[];
  chosen: WorkerType | null;
  onChoose: (type: WorkerType) => void;
}

function TypeChoice({ types, chosen, onChoose }: TypeChoiceProps) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label="Type of the pool" className="type-choice">
      {types.map((type) => (
        <label key={type.type} className="type-card" data-chosen={chosen?.type === type.type ? "" : undefined}>
          <input type="radio" name={name} checked={chosen?.type === type.type} onChange={() => onChoose(type)} />
          <strong className="type-name">{type.display_name}</strong>
          <span className="type-words">{type.description}</span>
        </label>
      ))}
    </div>
  );
}
