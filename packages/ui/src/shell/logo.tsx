/** Voices that enter one after the other and sound together. */
export function Logo() {
  return (
    <svg className="logo" width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <rect width="22" height="22" rx="6" fill="var(--accent-fill)" />
      <path
        d="M5 6.75h6M7.75 11h8.500M12.5 15.250h4.5"
        stroke="var(--on-accent)"
        strokeWidth="2.25"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
  );
}
