import { DevPerson } from '../../people';
import { IdpSessions } from './IdpSessions';
import { KeyRing } from './KeyRing';
import { ServiceProviders } from './ServiceProviders';
import { DevSamlSettings } from './types';

/** The addresses of the provider. */
export interface IdpUrls {
  metadata: string;
  singleSignOn: string;
  singleLogout: string;
  signOut: string;
  launch: string;
}

/** What the parts of the provider share. */
export interface IdpContext {
  readonly entityId: string;
  readonly urls: IdpUrls;
  readonly people: readonly DevPerson[];
  readonly acceptUnknown: boolean;
  readonly keys: KeyRing;
  readonly sessions: IdpSessions;
  readonly serviceProviders: ServiceProviders;
  readonly settings: DevSamlSettings;
}
