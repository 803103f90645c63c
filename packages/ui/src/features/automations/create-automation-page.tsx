import { Link } from "@tanstack/react-router";
import { ObjectHead } from "../../components/object-head.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { AutomationForm } from "./automation-form.tsx";
import "./automations.css";

export function CreateAutomationPage() {
  usePageTitle("Create an automation");
  return (
    <div className="page">
      <ObjectHead parents={<Link to="/automations">Automations</Link>} title="Create an automation" />
      <AutomationForm automation={null} />
    </div>
  );
}
