import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import "./button.css";

interface ButtonProps {
  children: ReactNode;
  /** Not needed by one that submits its form. */
  onClick?: () => void;
  type?: "button" | "submit";
  icon?: IconName;
  look?: "plain" | "quiet" | "primary" | "danger";
  isDisabled?: boolean;
  title?: string;
  /** Given for a switch: whether it is on. */
  isPressed?: boolean;
}

export function Button(props: ButtonProps) {
  const { children, onClick, type = "button", icon, look = "plain", isDisabled = false, title, isPressed } = props;
  return (
    <button
      // oxlint-disable-next-line react/button-has-type -- one of the two it may be
      type={type}
      className={`button button-${look}`}
      onClick={onClick}
      disabled={isDisabled}
      title={title}
      aria-pressed={isPressed}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps {
  icon: IconName;
  /** Read aloud, and shown on hover. */
  label: string;
  onClick: () => void;
  /** Given for a switch: whether it is on. */
  isPressed?: boolean;
}

export function IconButton({ icon, label, onClick, isPressed }: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
