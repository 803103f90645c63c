import type { FlowRun } from "@tutti/core/wire/flow-run";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { resumeRun } from "../../api/run-actions.ts";
import { validateValues } from "../../api/validate-values.ts";
import { Markdown } from "../../components/artifact/artifact-data.tsx";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { Failure } from "../../components/message.tsx";
import { hasErrors, NO_ERRORS, readErrors } from "../../components/schema-form/form-errors.ts";
import { defaultValues, type FormValues } from "../../components/schema-form/form-values.ts";
import type { JsonSchema } from "../../components/schema-form/json-schema.ts";
import { SchemaForm } from "../../components/schema-form/schema-form.tsx";

interface ResumeDialogProps {
  run: FlowRun;
  /** Under which keys what is asked for is kept. */
  keys: Readonly<Record<string, string>>;
  onClose: () => void;
}

interface Asked {
  schema: JsonSchema;
  description: string | null;
}

/** Asks for what a paused run waits for, and lets it go on with it. */
export function ResumeDialog({ run, keys, onClose }: ResumeDialogProps) {
  const asked = useQuery({
    queryKey: ["run", run.id, "asked", keys],
    queryFn: async ({ signal }): Promise<Asked> => {
      const read = <T,>(key: string) => request<T>(`/flow_runs/${run.id}/input/${encodeURIComponent(key)}`, { signal });
      const { schema = "", description } = keys;
      return {
        schema: await read<JsonSchema>(schema),
        description: description === undefined ? null : await read<string>(description),
      };
    },
  });
  return (
    <Dialog title={`Resume ${run.name}`} look="wide" onClose={onClose}>
      {asked.isError ? <Failure what="What it asks for could not be read" error={asked.error} /> : null}
      {asked.data === undefined ? null : <ResumeForm run={run} asked={asked.data} onClose={onClose} />}
    </Dialog>
  );
}

function ResumeForm({ run, asked, onClose }: { run: FlowRun; asked: Asked; onClose: () => void }) {
  const { schema, description } = asked;
  const [values, setValues] = useState<FormValues>(() => defaultValues(schema, schema));
  const [errors, setErrors] = useState(NO_ERRORS);
  const resuming = useMutation({
    mutationFn: async () => {
      const found = readErrors(await validateValues(schema, values));
      setErrors(found);
      if (hasErrors(found)) return false;
      await resumeRun(run.id, values);
      return true;
    },
    onSuccess: (isResumed) => {
      if (isResumed) onClose();
    },
  });
  return (
    <Form onSend={() => resuming.mutate()}>
      {description === null ? null : <Markdown text={description} />}
      <SchemaForm schema={schema} values={values} errors={errors} onChange={setValues} />
      <SendFailure error={resuming.error} />
      <div className="dialog-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" icon="play" isDisabled={resuming.isPending}>
          Resume the run
        </Button>
      </div>
    </Form>
  );
}
