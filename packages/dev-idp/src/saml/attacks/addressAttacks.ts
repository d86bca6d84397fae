import { SamlAssertionDraft } from '../messages/ResponseDraft';
import { confirmationMethods } from '../names';
import { createAttack } from './createAttack';

const otherUrl = 'https://other.example.test/acs';
const otherRequest = '_anotherrequest';

/** Changes the one confirmation of an honest assertion. */
function confirm(
  assertion: SamlAssertionDraft,
  changes: Partial<SamlAssertionDraft['confirmations'][number]>,
): void {
  Object.assign(assertion.confirmations[0], changes);
}

function audiences(assertion: SamlAssertionDraft, value: string[][]): void {
  assertion.conditions!.audienceRestrictions = value;
}

/** Messages that were made for somebody else, or for another sign-in. */
export const addressAttacks = [
  createAttack({
    id: 'M01',
    title: 'The audience is another application',
    codes: ['saml-audience-mismatch'],
    draft: ({ assertions: [assertion] }) =>
      audiences(assertion, [['https://other.example.test']]),
  }),
  createAttack({
    id: 'M02-longer',
    title: 'The audience begins with the entity ID',
    codes: ['saml-audience-mismatch'],
    draft: ({ assertions: [assertion] }, { context }) =>
      audiences(assertion, [[`${context.audience}.attacker.test`]]),
  }),
  createAttack({
    id: 'M02-shorter',
    title: 'The audience is the beginning of the entity ID',
    codes: ['saml-audience-mismatch'],
    draft: ({ assertions: [assertion] }, { context }) =>
      audiences(assertion, [[context.audience.slice(0, -1)]]),
  }),
  createAttack({
    id: 'M03-restriction',
    title: 'There is no audience restriction',
    codes: ['saml-audience-mismatch'],
    draft: ({ assertions: [assertion] }) => audiences(assertion, []),
  }),
  createAttack({
    id: 'M03-conditions',
    title: 'There are no conditions',
    codes: ['saml-audience-mismatch', 'saml-time-invalid'],
    draft({ assertions: [assertion] }) {
      assertion.conditions = undefined;
    },
  }),
  createAttack({
    id: 'M03-empty',
    title: 'The audience restriction is empty',
    codes: ['saml-audience-mismatch'],
    draft: ({ assertions: [assertion] }) => audiences(assertion, [[]]),
  }),
  createAttack({
    id: 'M04',
    title: 'Of two audience restrictions only one names the application',
    codes: ['saml-audience-mismatch'],
    draft: ({ assertions: [assertion] }, { context }) =>
      audiences(assertion, [
        [context.audience],
        ['https://other.example.test'],
      ]),
  }),
  createAttack({
    id: 'M05-list',
    title: 'One audience restriction names several applications',
    draft: ({ assertions: [assertion] }, { context }) =>
      audiences(assertion, [['https://other.example.test', context.audience]]),
  }),
  createAttack({
    id: 'M05-both',
    title: 'Both of two audience restrictions name the application',
    draft: ({ assertions: [assertion] }, { context }) =>
      audiences(assertion, [
        [context.audience],
        ['https://other.example.test', context.audience],
      ]),
  }),
  createAttack({
    id: 'M06',
    title: 'The recipient is another address',
    codes: ['saml-recipient-mismatch'],
    draft: ({ assertions: [assertion] }) =>
      confirm(assertion, { recipient: otherUrl }),
  }),
  createAttack({
    id: 'M07',
    title: 'There is no recipient',
    codes: ['saml-recipient-mismatch'],
    draft: ({ assertions: [assertion] }) =>
      confirm(assertion, { recipient: undefined }),
  }),
  createAttack({
    id: 'M08-other',
    title: 'The destination is another address',
    codes: ['saml-recipient-mismatch'],
    draft(draft) {
      draft.destination = otherUrl;
    },
  }),
  createAttack({
    id: 'M08-empty',
    title: 'The destination of a signed Response is empty',
    codes: ['saml-recipient-mismatch'],
    prepare(draft, { forge }) {
      draft.signature = forge.signature();
    },
    draft(draft) {
      draft.destination = '';
    },
  }),
  createAttack({
    id: 'M08-missing',
    title: 'A signed Response has no destination',
    codes: ['saml-recipient-mismatch'],
    prepare(draft, { forge }) {
      draft.signature = forge.signature();
    },
    draft(draft) {
      draft.destination = undefined;
    },
  }),
  createAttack({
    id: 'M08-unsigned',
    title: 'A Response that is not signed has no destination',
    draft(draft) {
      draft.destination = undefined;
    },
  }),
  createAttack({
    id: 'M09',
    title: 'The answer is for a request that was never sent',
    codes: ['saml-request-mismatch'],
    draft(draft) {
      draft.inResponseTo = otherRequest;
      confirm(draft.assertions[0], { inResponseTo: otherRequest });
    },
  }),
  createAttack({
    id: 'M10-subject',
    title: 'The confirmation is for another request than the Response',
    codes: ['saml-request-mismatch'],
    draft: ({ assertions: [assertion] }) =>
      confirm(assertion, { inResponseTo: otherRequest }),
  }),
  createAttack({
    id: 'M10-response',
    title: 'The Response is for another request than the confirmation',
    codes: ['saml-request-mismatch'],
    draft(draft) {
      draft.inResponseTo = otherRequest;
    },
  }),
  createAttack({
    id: 'M11',
    title:
      'A genuine answer to another request, with the InResponseTo of the Response rewritten',
    codes: ['saml-request-mismatch'],
    draft(draft) {
      draft.inResponseTo = otherRequest;
      confirm(draft.assertions[0], { inResponseTo: otherRequest });
    },
    xml: (xml, { context }) => xml.replace(otherRequest, context.requestId),
  }),
  createAttack({
    id: 'M13-both',
    title: 'A genuine answer that nobody asked for stands in for the right one',
    codes: ['saml-request-mismatch'],
    draft(draft) {
      draft.inResponseTo = undefined;
      confirm(draft.assertions[0], { inResponseTo: undefined });
    },
  }),
  createAttack({
    id: 'M13-subject',
    title: 'An assertion that nobody asked for is in an answer to the request',
    codes: ['saml-request-mismatch'],
    draft: ({ assertions: [assertion] }) =>
      confirm(assertion, { inResponseTo: undefined }),
  }),
  createAttack({
    id: 'M13-response',
    title: 'An assertion for the request is in a Response without InResponseTo',
    codes: ['saml-request-mismatch'],
    draft(draft) {
      draft.inResponseTo = undefined;
    },
  }),
  createAttack({
    id: 'M19-none',
    title: 'There is no SubjectConfirmation',
    codes: ['saml-confirmation-invalid'],
    draft({ assertions: [assertion] }) {
      assertion.confirmations = [];
    },
  }),
  createAttack({
    id: 'M19-withoutData',
    title: 'The SubjectConfirmation has no data',
    codes: ['saml-confirmation-invalid'],
    draft: ({ assertions: [assertion] }) =>
      confirm(assertion, { withoutData: true }),
  }),
  createAttack({
    id: 'M20-holderOfKey',
    title: 'The SubjectConfirmation is for the holder of a key',
    codes: ['saml-confirmation-invalid'],
    draft: ({ assertions: [assertion] }) =>
      confirm(assertion, { method: confirmationMethods.holderOfKey }),
  }),
  createAttack({
    id: 'M20-senderVouches',
    title: 'The SubjectConfirmation is one the sender vouches for',
    codes: ['saml-confirmation-invalid'],
    draft: ({ assertions: [assertion] }) =>
      confirm(assertion, { method: confirmationMethods.senderVouches }),
  }),
  createAttack({
    id: 'M21',
    title: 'The second SubjectConfirmation is the right one',
    draft({ assertions: [assertion] }) {
      assertion.confirmations.unshift({
        ...assertion.confirmations[0],
        method: confirmationMethods.holderOfKey,
      });
    },
  }),
];
