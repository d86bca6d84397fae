import type { AttemptLimiter } from '../attempts/AttemptLimiter';
import type { CatalogDirectory } from '../catalog/CatalogDirectory';
import type { SsoSettings } from '../config/SsoSettings';
import type { ProtocolContexts } from '../connections/ProtocolContexts';
import type { DirectoryNotifier } from '../directory/DirectoryNotifier';
import type { ErrandService } from '../errands/ErrandService';
import type { PasswordResetService } from '../local/PasswordResetService';
import type { PasswordService } from '../local/PasswordService';
import type { SecondFactorService } from '../secondFactor/SecondFactorService';
import type { CallerSession } from '../sessions/CallerSession';
import type { SsoPersistence } from '../stores/SsoStores';
import { AccountAccess } from './AccountAccess';
import { AccountChanges } from './AccountChanges';
import { AccountCreator } from './AccountCreator';
import { AccountEditor } from './AccountEditor';
import { AccountReader } from './AccountReader';
import { MyAccountReader } from './MyAccountReader';
import { MyAccountService } from './MyAccountService';
import { MyLinks } from './MyLinks';
import { OwnAccounts } from './OwnAccounts';
import { PersonProof } from './PersonProof';

/** Puts together what administrators and people do with accounts. */
export function createAccountServices(options: {
  persistence: SsoPersistence;
  settings: SsoSettings;
  catalog: CatalogDirectory;
  directory: DirectoryNotifier;
  contexts: ProtocolContexts;
  callers: CallerSession;
  attempts: AttemptLimiter;
  passwords: PasswordService;
  passwordResets: PasswordResetService;
  secondFactors: SecondFactorService;
  errands: ErrandService;
}) {
  const changes = AccountChanges.create(options);
  const personProof = PersonProof.create(options);
  const own = { ...options, proof: personProof };
  return {
    accounts: AccountReader.create(options),
    accountCreator: AccountCreator.create(options),
    accountEditor: AccountEditor.create({ ...options, changes }),
    accountAccess: AccountAccess.create({ ...options, changes }),
    ownAccounts: OwnAccounts.create(options),
    personProof,
    myAccounts: MyAccountReader.create(own),
    myAccountService: MyAccountService.create(own),
    myLinks: MyLinks.create(own),
  };
}
