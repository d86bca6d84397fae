/**
 * The command `sso` for operators, as a function.
 *
 * @packageDocumentation
 */

export * from './runSsoCli';
