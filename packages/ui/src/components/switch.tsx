import "./switch.css";

interface SwitchProps {
  isOn: boolean;
  /** What it switches, read aloud and shown on hover. */
  label: string;
  onChange: (isOn: boolean) => void;
  isDisabled?: boolean;
}

/** On or off, at once. */
export function Switch({ isOn, label, onChange, isDisabled = false }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      title={label}
      disabled={isDisabled}
      className="switch"
      onClick={() => onChange(!isOn)}
    >
      <span className="switch-knob" />
    </button>
  );
}
