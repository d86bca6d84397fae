import type { SignInKey } from '../../location';
import { PasswordResetPage } from '../PasswordResetPage';
import { RecoveryPage } from '../RecoveryPage';
import { SecondFactorPage } from '../SecondFactorPage';
import { SetupPage } from '../SetupPage';
import type { SsoSignIn } from './useSsoSignIn';

/** Does what the key is for. */
export function KeyPage(props: {
  signIn: SsoSignIn;
  signInKey: SignInKey;
  onLeave: () => void;
}) {
  const { signIn, onLeave } = props;
  const { kind, key } = props.signInKey;

  switch (kind) {
    case 'setup':
      return (
        <SetupPage setupKey={key} onTicket={signIn.finish} onLeave={onLeave} />
      );
    case 'reset':
      return (
        <PasswordResetPage
          resetKey={key}
          onDone={() =>
            signIn.show({
              status: 'picker',
              notice: 'passwordSet',
              mayLeave: false,
            })
          }
          onLeave={onLeave}
        />
      );
    case 'challenge':
      return (
        <SecondFactorPage
          challenge={key}
          onTicket={signIn.finish}
          onBoundTicket={signIn.finishBound}
          onLeave={onLeave}
        />
      );
    case 'recovery':
      return (
        <RecoveryPage
          token={key}
          onTicket={signIn.finish}
          onSetup={setupKey =>
            signIn.show({
              status: 'key',
              signInKey: { kind: 'setup', key: setupKey },
            })
          }
          onLeave={onLeave}
        />
      );
    default:
      return kind satisfies never;
  }
}
