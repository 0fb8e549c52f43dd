import type { Db } from '../../db/database.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import { accessService } from '../access/authorize.ts';
import { identityService } from '../access/identify.ts';
import { createTokens } from '../access/tokens.ts';
import type { Behind } from '../audit/behind.ts';
import type { DeviceService } from '../devices.ts';
import { ownDevicesService } from '../pairing/own-devices.ts';
import { pairingService } from '../pairing/pairing.ts';
import { accountService } from './accounts.ts';
import { invitationService } from './invitations.ts';
import type { LoginDelays } from './login-delays.ts';
import { openLogins } from './logins.ts';
import { ownAccountService } from './own-account.ts';
import { ownLoginsService } from './own-logins.ts';
import { Passwords } from './passwords.ts';
import type { RegistrationMode } from './registration.ts';

export interface AccountsDeps {
  db: Db;
  fanOut: FanOut;
  devices: Pick<DeviceService, 'authenticate'>;
  signingSecret: string;
  /** In memory, or shared by all instances. */
  delays: LoginDelays;
  behind: Pick<Behind, 'add'>;
  registration: RegistrationMode;
  /** Proves that whoever makes the first account runs this relay. */
  setupSecret: string;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Who one is and what one may do: everything about accounts, tokens, devices and access. */
export function openAccounts(given: AccountsDeps) {
  const tokens = createTokens(given.signingSecret, given.now);
  const deps = { ...given, tokens, passwords: new Passwords(), access: accessService(given) };
  const logins = openLogins(deps);
  return {
    access: deps.access,
    tokens,
    identity: identityService(deps),
    accounts: accountService({ ...deps, logins }),
    ownAccount: ownAccountService({ ...deps, logins }),
    ownLogins: ownLoginsService({ ...deps, logins }),
    invitations: invitationService(deps),
    pairing: pairingService(deps),
    ownDevices: ownDevicesService(deps),
  };
}
