import type { Automation } from "@tutti/core/wire/automation";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { READ_ALL_MAX } from "../../api/read-all.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Icon } from "../../components/icon.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { Empty } from "../../components/message.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import { usePageTitle } from "../../shell/page-title.ts";
import { actionsWords, triggerWords } from "./automation-words.ts";
import { AUTOMATION_TOPICS, automations } from "./automations-query.ts";
import { EnableSwitch } from "./enable-switch.tsx";
import "./automations.css";

const route = getRouteApi("/automations");

export function AutomationsPage() {
  usePageTitle("Automations");
  const { q = "" } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(automations());
  useLiveRefetch(["automations"], AUTOMATION_TOPICS);
  const all = query.data ?? [];
  const rows = all.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()));
  return (
    <ListPage
      title="Automations"
      total={query.isSuccess ? { count: all.length, is_bounded: all.length >= READ_ALL_MAX } : null}
      tools={
        <Link className="button button-primary" to="/automations/create">
          <Icon name="plus" />
          Create an automation
        </Link>
      }
      filters={
        <SearchField
          label="Search names"
          value={q}
          isPageSearch
          onChange={(text) => void navigate({ search: text === "" ? {} : { q: text }, replace: true })}
        />
      }
      query={query}
      empty={query.isSuccess && rows.length === 0 ? <NoAutomations isFiltered={all.length > 0} /> : null}
    >
      <AutomationsTable rows={rows} isLoading={query.isPending} />
    </ListPage>
  );
}

function AutomationsTable({ rows, isLoading }: { rows: Automation[]; isLoading: boolean }) {
  const list = useFocusStep<HTMLDivElement>(".run-link");
  return (
    <div ref={list} className="table-scroll" aria-busy={isLoading}>
      <table className="table automations-table" aria-label="Automations">
        <thead>
          <tr>
            <th className="col-name">Automation</th>
            <th>When</th>
            <th className="col-then">Then</th>
            <th className="col-switch">Acts</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to="/automations/automation/$id" params={{ id: row.id }} className="run-link" preload={false}>
                  {row.name}
                </Link>
              </td>
              <td className="col-when" title={triggerWords(row.trigger)}>
                {triggerWords(row.trigger)}
              </td>
              <td className="col-then">{actionsWords(row)}</td>
              <td className="col-switch">
                <EnableSwitch automation={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NoAutomations({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <Empty title="No automation has this name" />;
  return (
    <Empty title="No automations yet">
      <p>
        An automation does something when something happens, or does not: it sends a message when a run fails, runs a
        deployment when another is done, cancels what takes too long.
      </p>
    </Empty>
  );
}
