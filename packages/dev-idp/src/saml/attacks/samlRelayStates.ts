import { scriptUrl } from './scriptUrl';

/** One hostile RelayState. @public */
export interface HostileRelayState {
  readonly id: string;
  readonly value: string;
}

/**
 * Values of RelayState that lead away from the portal, or try to; a service
 * provider refuses the message or goes on to a page of its own.
 *
 * @public
 */
export const samlRelayStates: readonly HostileRelayState[] = [
  { id: 'M26-url', value: 'https://attacker.example.test/' },
  { id: 'M26-schemeRelative', value: '//attacker.example.test/' },
  { id: 'M26-backslash', value: '/\\attacker.example.test/' },
  { id: 'M26-script', value: scriptUrl },
  { id: 'M26-lineBreak', value: '/catalog\r\nset-cookie: a=b' },
  { id: 'M26-escapedLineBreak', value: '/catalog%0d%0aset-cookie:%20a=b' },
  { id: 'M26-userinfo', value: 'https://portal@attacker.example.test/' },
  { id: 'M26-long', value: 'x'.repeat(100_000) },
  { id: 'M26-unknown', value: 'a-state-that-nobody-started' },
  { id: 'M26-empty', value: '' },
];
