/** A key on a rounded plate. */
export function KeyLogo({ className }: { className?: string }) {
  return (
    <svg
      className={className}
      viewBox="0 0 48 48"
      xmlns="http://www.w3.org/2000/svg"
      aria-hidden="true"
    >
      <defs>
        <linearGradient id="sso-key-logo" x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#14958a" />
          <stop offset="1" stopColor="#0b5c56" />
        </linearGradient>
      </defs>
      <rect width="48" height="48" rx="13" fill="url(#sso-key-logo)" />
      <g
        fill="none"
        stroke="#fff"
        strokeWidth="3.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <circle cx="18" cy="24" r="6.5" />
        <path d="M24.5 24H38M32.5 24v6M38 24v4" />
      </g>
    </svg>
  );
}
