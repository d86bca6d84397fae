import { timeAt } from '../messages/createResponseDraft';
import { SamlResponseDraft } from '../messages/ResponseDraft';
import { AttackRow, createAttack } from './createAttack';
import { SamlRefusalCode } from './types';

type Conditions = NonNullable<
  SamlResponseDraft['assertions'][number]['conditions']
>;

/** Minutes are counted from the time of the service provider. */
type Time = (minutes: number) => string;

function conditions(
  id: string,
  title: string,
  codes: SamlRefusalCode[],
  change: (at: Time) => Partial<Conditions>,
): AttackRow {
  return {
    id,
    title,
    codes,
    draft({ assertions: [assertion] }, { context }) {
      Object.assign(
        assertion.conditions!,
        change(minutes => timeAt(context.now, minutes)),
      );
    },
  };
}

function confirmation(
  id: string,
  title: string,
  codes: SamlRefusalCode[],
  change: (
    at: Time,
  ) => Partial<
    SamlResponseDraft['assertions'][number]['confirmations'][number]
  >,
): AttackRow {
  return {
    id,
    title,
    codes,
    draft({ assertions: [assertion] }, { context }) {
      Object.assign(
        assertion.confirmations[0],
        change(minutes => timeAt(context.now, minutes)),
      );
    },
  };
}

const garbage = 'the day after tomorrow';

const rows: AttackRow[] = [
  conditions(
    'M14-conditions',
    'The conditions ended',
    ['saml-expired'],
    at => ({
      notBefore: at(-20),
      notOnOrAfter: at(-10),
    }),
  ),
  confirmation(
    'M14-confirmation',
    'The confirmation ended',
    ['saml-expired'],
    at => ({ notOnOrAfter: at(-10) }),
  ),
  conditions(
    'M15-conditions',
    'The conditions begin later',
    ['saml-not-yet-valid'],
    at => ({ notBefore: at(10), notOnOrAfter: at(20) }),
  ),
  {
    id: 'M15-issued',
    title: 'The assertion was made in the future',
    codes: ['saml-not-yet-valid'],
    draft(draft, { context }) {
      draft.issueInstant = timeAt(context.now, 10);
      draft.assertions[0].issueInstant = timeAt(context.now, 10);
    },
  },
  {
    id: 'M15-signedIn',
    title: 'The person signed in in the future',
    codes: ['saml-not-yet-valid', 'saml-authentication-missing'],
    draft({ assertions: [assertion] }, { context }) {
      assertion.authnStatements[0].authnInstant = timeAt(context.now, 10);
    },
  },
  confirmation(
    'M16-confirmation',
    'The confirmation does not say when it ends',
    ['saml-time-invalid', 'saml-confirmation-invalid'],
    () => ({ notOnOrAfter: undefined }),
  ),
  conditions(
    'M17-conditions',
    'The end of the conditions is no time',
    ['saml-time-invalid'],
    () => ({ notOnOrAfter: garbage }),
  ),
  conditions(
    'M17-notBefore',
    'The beginning of the conditions is no time',
    ['saml-time-invalid'],
    () => ({ notBefore: garbage }),
  ),
  confirmation(
    'M17-confirmation',
    'The end of the confirmation is no time',
    ['saml-time-invalid', 'saml-confirmation-invalid'],
    () => ({ notOnOrAfter: garbage }),
  ),
  conditions(
    'M17-empty',
    'The end of the conditions is an empty text',
    ['saml-time-invalid'],
    () => ({ notOnOrAfter: '' }),
  ),
  conditions(
    'M17-day',
    'The conditions end on 31 February',
    ['saml-time-invalid'],
    () => ({ notOnOrAfter: '2099-02-31T00:00:00Z' }),
  ),
  {
    id: 'M17-issued',
    title: 'The time at which the assertion was made is no time',
    codes: ['saml-time-invalid', 'saml-structure-invalid'],
    draft({ assertions: [assertion] }) {
      assertion.issueInstant = garbage;
    },
  },
  confirmation(
    'M18',
    'The data of a bearer confirmation have a NotBefore',
    ['saml-confirmation-invalid', 'saml-time-invalid'],
    at => ({ notBefore: at(-10) }),
  ),
];

/** Messages that are too old, too young, or do not say how old they are. */
export const timeAttacks = rows.map(createAttack);
