import { actionWords } from "@tutti/core/automation/action-form";
import type { Automation } from "@tutti/core/wire/automation";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { request } from "../../api/http.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { DeleteButton } from "../../components/delete-button.tsx";
import { Icon } from "../../components/icon.tsx";
import { JsonView } from "../../components/json-view.tsx";
import { PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { ObjectHead } from "../../components/object-head.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { triggerWords } from "./automation-words.ts";
import { automation as readAutomation, AUTOMATION_TOPICS } from "./automations-query.ts";
import { EventPreview } from "./event-preview.tsx";
import { EnableSwitch } from "./enable-switch.tsx";
import "./automations.css";

const route = getRouteApi("/automations/automation/$id");

export function AutomationPage() {
  const { id } = route.useParams();
  const query = useQuery(readAutomation(id));
  useLiveRefetch(["automation", id], AUTOMATION_TOPICS);
  usePageTitle(query.data?.name ?? "Automation");
  if (query.isError) return <PageFailure what="This automation could not be read" error={query.error} />;
  const automation = query.data;
  return (
    <div className="page">
      <ObjectHead
        parents={<Link to="/automations">Automations</Link>}
        title={automation?.name}
        id={{ text: id, of: "the automation's id" }}
        actions={automation === undefined ? null : <Actions automation={automation} />}
        facts={automation === undefined ? null : <HeadFacts automation={automation} />}
      >
        {automation === undefined || automation.description === "" ? null : (
          <p className="object-note">{automation.description}</p>
        )}
      </ObjectHead>
      {automation === undefined ? <PanelSkeleton /> : <AutomationContent automation={automation} />}
    </div>
  );
}

function AutomationContent({ automation }: { automation: Automation }) {
  const parts: [string, Automation["actions"]][] = [
    ["Then", automation.actions],
    ["When it is triggered", automation.actions_on_trigger],
    ["When it is resolved", automation.actions_on_resolve],
  ];
  return (
    <div className="form-page">
      <Part title="When" words={triggerWords(automation.trigger)} value={automation.trigger} label="Trigger" />
      {parts.map(([title, actions]) =>
        actions.length === 0 ? null : (
          <Part
            key={title}
            title={title}
            words={actions.map(actionWords).join(", then ")}
            value={actions}
            label={`Actions: ${title}`}
          />
        ),
      )}
      <h2 className="panel-title">What it would act on</h2>
      <EventPreview trigger={automation.trigger} />
    </div>
  );
}

interface PartProps {
  title: string;
  words: string;
  value: unknown;
  label: string;
}

function Part({ title, words, value, label }: PartProps) {
  return (
    <section className="automation-part">
      <h2 className="panel-title">{title}</h2>
      <p className="automation-words">{words}</p>
      <details>
        <summary>As JSON</summary>
        <JsonView value={value} label={label} />
      </details>
    </section>
  );
}

function HeadFacts({ automation }: { automation: Automation }) {
  return (
    <>
      <span className="object-fact">
        <EnableSwitch automation={automation} /> {automation.enabled ? "acts" : "is switched off"}
      </span>
      <Link
        className="link-accent"
        to="/events"
        search={{ resource: `prefect.automation.${automation.id}`, range: "7d" as const }}
      >
        What it did
      </Link>
    </>
  );
}

function Actions({ automation: { id, name } }: { automation: Automation }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  return (
    <>
      <Link className="button button-plain" to="/automations/automation/$id/edit" params={{ id }}>
        <Icon name="edit" />
        Edit
      </Link>
      <DeleteButton
        kind="automation"
        name={name}
        onDelete={async () => {
          await request(`/automations/${id}`, { method: "DELETE" });
          await navigate({ to: "/automations" });
          await client.invalidateQueries({ queryKey: ["automations"] });
        }}
      >
        It acts no more. What it did stays.
      </DeleteButton>
    </>
  );
}
