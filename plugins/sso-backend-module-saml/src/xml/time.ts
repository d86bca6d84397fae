import { refuse } from './refuse';

const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,20}))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

function parse(text: string): Date | undefined {
  const match = dateTime.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [year, month, day, hours, minutes, seconds] = match
    .slice(1, 7)
    .map(Number);
  const milliseconds = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const local = new Date(
    Date.UTC(year, month - 1, day, hours, minutes, seconds, milliseconds),
  );
  // 31 February and 25:00 would otherwise become another moment.
  const isoStart = `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}`;
  if (
    !local.toISOString().startsWith(isoStart) ||
    Number(match[9]) > 14 ||
    Number(match[10]) > 59
  ) {
    return undefined;
  }
  const offset =
    (Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)) *
    (match[8] === '-' ? -60_000 : 60_000);
  return new Date(local.getTime() - offset);
}

/**
 * Reads an `xs:dateTime` with a time zone; SAML wants UTC (core 1.3.3).
 *
 * @param label - how the detail of the refusal names it
 * @throws SsoError `saml-time-invalid`
 */
export function timeOf(text: string, label: string): Date {
  return (
    parse(text) ??
    refuse('saml-time-invalid', `${label} is not a date and time`)
  );
}
