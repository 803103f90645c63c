import { Link } from "@tanstack/react-router";
import { usePageTitle } from "../../shell/page-title.ts";
import { AutomationForm } from "./automation-form.tsx";
import "../../components/object-head.css";
import "./automations.css";

export function CreateAutomationPage() {
  usePageTitle("Create an automation");
  return (
    <div className="page">
      <header className="object-head">
        <nav className="breadcrumb" aria-label="Where this is">
          <Link to="/automations">Automations</Link>
        </nav>
        <h1 className="object-title">Create an automation</h1>
      </header>
      <AutomationForm automation={null} />
    </div>
  );
}
