import type { LiveTopic } from "@tutti/core/wire/live";
import type { Variable } from "@tutti/core/wire/variable";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { READ_ALL_MAX } from "../../api/read-all.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Button } from "../../components/button.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { Empty } from "../../components/message.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { VariableUses } from "./variable-uses.tsx";
import { VariableDialog } from "./variable-dialog.tsx";
import { variables, VARIABLES_TOPIC } from "./variables-query.ts";
import type { VariablesSearch } from "./variables-search.ts";
import { VariablesTable } from "./variables-table.tsx";

const route = getRouteApi("/variables");
const LIVE: readonly LiveTopic[] = [VARIABLES_TOPIC];

export function VariablesPage() {
  usePageTitle("Variables");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as VariablesSearch, replace: true });
  };
  const [edited, setEdited] = useState<Variable | "new" | null>(null);
  const [doomed, setDoomed] = useState<Variable | null>(null);
  const query = useQuery(variables(search));
  useLiveRefetch(["variables"], LIVE);
  const rows = query.data ?? [];
  const isFiltered = search.q !== undefined || search.tag !== undefined;
  return (
    <>
      <ListPage
        title="Variables"
        total={query.isSuccess ? { count: rows.length, is_bounded: rows.length >= READ_ALL_MAX } : null}
        tools={
          <Button icon="plus" look="primary" onClick={() => setEdited("new")}>
            Add a variable
          </Button>
        }
        filters={<VariablesFilters search={search} onChange={change} />}
        query={query}
        empty={query.isSuccess && rows.length === 0 ? <NoVariables isFiltered={isFiltered} /> : null}
      >
        <VariablesTable
          rows={rows}
          isLoading={query.isPending}
          onEdit={setEdited}
          onDelete={setDoomed}
          onTag={(tag) => change({ tag: [...new Set([...(search.tag ?? []), tag])] })}
        />
      </ListPage>
      {edited === null ? null : (
        <VariableDialog variable={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      )}
      {doomed === null ? null : <DeleteVariable variable={doomed} onClose={() => setDoomed(null)} />}
    </>
  );
}

interface FilterBarProps {
  search: VariablesSearch;
  onChange: (changes: object) => void;
}

function VariablesFilters({ search, onChange }: FilterBarProps) {
  return (
    <>
      <SearchField
        label="Search names"
        value={search.q ?? ""}
        isPageSearch
        onChange={(q) => onChange({ q: q === "" ? undefined : q })}
      />
      {search.tag === undefined ? null : (
        <Button look="quiet" icon="close" onClick={() => onChange({ tag: undefined })}>
          Tagged {search.tag.join(", ")}
        </Button>
      )}
    </>
  );
}

function DeleteVariable({ variable, onClose }: { variable: Variable; onClose: () => void }) {
  const client = useQueryClient();
  return (
    <ConfirmDialog
      title={`Delete ${variable.name}?`}
      action="Delete the variable"
      onClose={onClose}
      onConfirm={async () => {
        await request(`/variables/${variable.id}`, { method: "DELETE" });
        await client.invalidateQueries({ queryKey: ["variables"] });
      }}
    >
      <p>Flows and templates that read it find nothing from then on.</p>
      <VariableUses id={variable.id} />
    </ConfirmDialog>
  );
}

const FIRST_VARIABLE = `import { variables } from "tutti";

await variables.set("bucket", "taxi-data");
const bucket = await variables.get("bucket");`;

function NoVariables({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <Empty title="No variable matches" />;
  return (
    <Empty title="No variables yet" code={FIRST_VARIABLE}>
      <p>A variable is a value that flows and deployments share, and that is changed without deploying anew.</p>
    </Empty>
  );
}
