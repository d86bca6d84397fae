import { metadataProtocol } from '../__testUtils__';
import { applyProposal } from './applyProposal';
import { newDraft } from './ConnectionDraft';

describe('applyProposal', () => {
  const draft = {
    ...newDraft(metadataProtocol),
    displayName: 'School',
    settings: { entityId: 'typed', entryPoint: 'typed', clockTolerance: 5 },
  };

  it('SAML-1 changes what is proposed and nothing else', () => {
    const applied = applyProposal(
      draft,
      { entityId: 'https://idp.example.com', clockTolerance: 90 },
      metadataProtocol,
    );

    expect(applied.draft).toEqual({
      ...draft,
      settings: {
        entityId: 'https://idp.example.com',
        entryPoint: 'typed',
        clockTolerance: 90,
      },
    });
    expect(applied.fields.map(({ name }) => name)).toEqual([
      'entityId',
      'clockTolerance',
    ]);
  });

  it('SAML-1 leaves out secrets and names that the form does not have', () => {
    const applied = applyProposal(
      draft,
      { privateKey: 'x', unknown: 'x', toString: 'x' },
      metadataProtocol,
    );

    expect(applied.draft).toEqual(draft);
    expect(applied.fields).toEqual([]);
  });

  it('SAML-1 puts no value of a wrong kind into a control', () => {
    const { settings } = applyProposal(
      draft,
      { entityId: { a: 1 }, clockTolerance: 'soon' },
      metadataProtocol,
    ).draft;

    expect(settings.entityId).toBe('');
    expect(settings.clockTolerance).toBeUndefined();
  });
});
