/** A key in a keyhole plate: the mark of the portal, as in its favicon. */
export function LatchkeyLogo({ className }: { className?: string }) {
  return (
    <svg
      className={className}
      viewBox="0 0 32 32"
      xmlns="http://www.w3.org/2000/svg"
      aria-hidden="true"
    >
      <rect width="32" height="32" rx="8" fill="#0f766e" />
      <circle
        cx="11.5"
        cy="16"
        r="4.5"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
      />
      <path
        d="M16 16h10M22 16v4.5M26 16v3"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
      />
    </svg>
  );
}
