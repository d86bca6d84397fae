import { refusalOf } from '../__testUtils__/refusalOf';
import { timeOf } from './time';

describe('timeOf', () => {
  it.each([
    ['2026-11-22T12:00:00Z', '2026-11-22T12:00:00.000Z'],
    ['2026-11-22T12:00:00.1234567Z', '2026-11-22T12:00:00.123Z'],
    ['2026-11-22T12:00:00.5Z', '2026-11-22T12:00:00.500Z'],
    ['2026-11-22T12:00:00+02:00', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T12:00:00-01:30', '2026-11-22T13:30:00.000Z'],
    ['2028-02-29T23:59:59Z', '2028-02-29T23:59:59.000Z'],
  ])('reads %s', (text, iso) => {
    expect(timeOf(text, 'NotBefore').toISOString()).toBe(iso);
  });

  it.each([
    '',
    'garbage',
    '2026-11-22',
    '2026-11-22T12:00:00',
    '2026-02-30T12:00:00Z',
    '2026-13-01T12:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T12:00:60Z',
    '2026-11-22T12:00:00+15:00',
    '2026-11-22T12:00:00+02:60',
    '2026-11-22 12:00:00Z',
    '99999-01-01T00:00:00Z',
    '1795348800',
    '2026-11-22T12:00:00ZZ',
  ])('M17 refuses "%s"', text => {
    const refusal = refusalOf(() => timeOf(text, 'NotBefore'));
    expect(refusal.code).toBe('saml-time-invalid');
    expect(refusal.detail).toBe('NotBefore is not a date and time');
  });
});
