import { cas } from '../cas/tickets';
import { graphqlEndpoint } from '../graphql/endpoint';
import { authorize } from '../oidc/authorize';
import { browserSessions } from '../oidc/browser-sessions';
import { discovery } from '../oidc/discovery';
import { mobileSessions } from '../oidc/mobile-sessions';
import { tokenEndpoint } from '../oidc/token-endpoint';
import { tokenInspection } from '../oidc/token-inspection';
import { userInfo } from '../oidc/user-info';
import { applications } from '../rest/applications';
import { directories } from '../rest/directories';
import { emailCodes } from '../rest/email-codes';
import { linkedAccounts } from '../rest/linked-accounts';
import { logout } from '../rest/logout';
import { mfaContact } from '../rest/mfa-contact';
import { mfaFace } from '../rest/mfa-face';
import { mfaTotp } from '../rest/mfa-totp';
import { ownAccount } from '../rest/own-account';
import { principal } from '../rest/principal';
import { qrCodes } from '../rest/qr-codes';
import { upload } from '../rest/upload';
import { verificationCodes } from '../rest/verification-codes';
import { wechatMiniProgram } from '../rest/wechat-miniprogram';
import { wellKnown } from '../rest/well-known';
import { accountDeletion } from '../v3/account-deletion';
import { devices } from '../v3/devices';
import { events } from '../v3/events';
import { identities } from '../v3/identities';
import { v3Profile } from '../v3/profile';
import { v3SignIn } from '../v3/sign-in';
import { signInByMobile } from '../v3/sign-in-by-mobile';
import { wechatData } from '../v3/wechat-data';
import type { Routes } from './endpoint';

const graphql: readonly Routes[] = [graphqlEndpoint];

const rest: readonly Routes[] = [
  wellKnown,
  wechatMiniProgram,
  upload,
  verificationCodes,
  emailCodes,
  directories,
  logout,
  linkedAccounts,
  ownAccount,
  principal,
  applications,
  qrCodes,
  mfaTotp,
  mfaContact,
  mfaFace,
];

const v3: readonly Routes[] = [signInByMobile, wechatData, v3Profile, v3SignIn, identities, accountDeletion, devices, events];

const oidc: readonly Routes[] = [discovery, authorize, tokenEndpoint, tokenInspection, userInfo, browserSessions, mobileSessions];

/** Every family of endpoints. */
export const ROUTES: readonly Routes[] = [...graphql, ...rest, ...v3, ...oidc, cas];
