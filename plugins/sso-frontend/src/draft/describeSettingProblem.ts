import type { SsoTranslate } from '../hooks';
import type { SettingProblem } from '../settings';

/** A setting's problem in words. */
export function describeSettingProblem(
  problem: SettingProblem,
  t: SsoTranslate,
): string {
  switch (problem.kind) {
    case 'required':
      return t('problem.required');
    case 'url':
      return t('problem.url');
    case 'integer':
      return t('problem.integer');
    case 'json':
      return t('problem.json');
    case 'pattern':
      return t('problem.pattern');
    case 'minimum':
      return t('problem.minimum', { bound: String(problem.bound) });
    case 'maximum':
      return t('problem.maximum', { bound: String(problem.bound) });
    case 'minLength':
      return t('problem.minLength', { bound: String(problem.bound) });
    case 'maxLength':
      return t('problem.maxLength', { bound: String(problem.bound) });
    default:
      return problem satisfies never;
  }
}
