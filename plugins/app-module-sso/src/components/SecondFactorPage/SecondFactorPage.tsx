import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TextField } from '@backstage/ui';
import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import { SsoApiError, useSsoAction } from '@latchkey/plugin-sso-react';
import { useRef, useState } from 'react';
import { ssoSignInTranslationRef } from '../../translation';
import { SignInForm } from '../SignInForm';
import { SignInHeading, SignInMessage } from '../SignInLayout';
import { useSsoClient } from '../SignInPicker/useSsoClient';

/** Asks for the second factor of a sign-in that waits for it (LOCAL-4). */
export function SecondFactorPage(props: {
  challenge: string;
  onTicket: (ticket: string) => Promise<void>;
  onBoundTicket: (ticket: string) => Promise<void>;
  onLeave: () => void;
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const ssoApi = useSsoClient();
  const form = useRef<HTMLFormElement>(null);
  const [code, setCode] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const [isExpired, setIsExpired] = useState(false);
  const isMissing = isChecked && !code.trim();

  const answer = useSsoAction(async () => {
    try {
      const { ticket, bound } = await ssoApi.call(
        ssoPublicOperations.answerSecondFactor,
        { body: { challenge: props.challenge, code } },
      );
      await (bound ? props.onBoundTicket(ticket) : props.onTicket(ticket));
    } catch (error) {
      if (
        error instanceof SsoApiError &&
        error.refusal?.code === 'second-factor-expired'
      ) {
        setIsExpired(true);
        return;
      }
      const input = form.current?.querySelector('input');
      input?.focus();
      input?.select();
      throw error;
    }
  });
  const submit = () => {
    setIsChecked(true);
    if (code.trim()) answer.run();
  };
  const back = (
    <Button variant="secondary" size="medium" onPress={props.onLeave}>
      {t('page.toSignIn')}
    </Button>
  );

  if (isExpired) {
    return (
      <SignInMessage
        role="alert"
        title={t('secondFactor.expiredTitle')}
        description={t('secondFactor.expiredDescription')}
      >
        {back}
      </SignInMessage>
    );
  }
  return (
    <>
      <SignInHeading
        title={t('secondFactor.title')}
        subtitle={t('secondFactor.subtitle')}
      />
      <SignInForm
        element={form}
        takesFocus
        action={answer}
        submitLabel={t('secondFactor.submit')}
        onSubmit={submit}
        footer={back}
      >
        <TextField
          name="code"
          size="medium"
          label={t('secondFactor.code')}
          description={t('secondFactor.codeHelp')}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          spellCheck="false"
          maxLength={40}
          validationBehavior="aria"
          validate={() => (isMissing ? t('secondFactor.missing') : undefined)}
        />
      </SignInForm>
    </>
  );
}
