import type { PasswordLevel } from '../crypto/password-strength';

/** Profile fields a user may set at registration and change later. All are strings on the wire. */
export const profileFields = [
  'nickname',
  'photo',
  'company',
  'browser',
  'device',
  'name',
  'givenName',
  'familyName',
  'middleName',
  'profile',
  'preferredUsername',
  'website',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'address',
  'formatted',
  'streetAddress',
  'locality',
  'region',
  'postalCode',
  'city',
  'province',
  'country',
] as const;

export type ProfileField = (typeof profileFields)[number];
export type Profile = Partial<Record<ProfileField, string | null>>;

/** One way an outside identity provider knows the user. */
export interface Identity {
  identityId: string;
  /** The identity source's id, e.g. that of the WeChat connection; what `unlinkExtIdp` names. */
  extIdpId: string;
  provider: string;
  /** `openid` or `unionid` for WeChat, `username` for directories. */
  type: string;
  userIdInIdp: string;
  /** The connection the identity came through. */
  connectionId: string;
  /** What the provider said about the user, if anything. */
  userInfoInIdp: Record<string, unknown>;
}

export interface User {
  id: string;
  userPoolId: string;
  username: string | null;
  email: string | null;
  emailVerified: boolean;
  phone: string | null;
  /** With a leading plus, e.g. `+86`; null without a phone. */
  phoneCountryCode: string | null;
  phoneVerified: boolean;
  externalId: string | null;
  /** See `hashPassword`; null when the account has no password. */
  passwordHash: string | null;
  passwordLevel: PasswordLevel | null;
  profile: Profile;
  identities: Identity[];
  /** Raw profile of the social sign-in that created the account, as JSON. */
  oauth: string | null;
  registerSource: string[];
  loginsCount: number;
  /** ISO 8601, as all times of this record. */
  lastLogin: string | null;
  lastIP: string | null;
  signedUp: string;
  updatedAt: string;
  blocked: boolean;
  /** A merged or removed account: it can no longer be found or signed in to. */
  isDeleted: boolean;
  /** Values of user-defined fields, as the JSON text they were sent as. */
  customData: Record<string, string>;
  /** For sub-accounts: the name that loginBySubAccount takes. They have no other way to sign in. */
  subAccount: string | null;
  /** `first-login`: the password must be set at the first sign-in. `forced`: an operator demands a new one. */
  mustResetPassword: 'first-login' | 'forced' | null;
  /** Time-based one-time passwords: base32 secret, recovery code, whether confirmed. */
  totp: { id: string; secret: string; recoveryCode: string; enabled: boolean; createdAt: string; updatedAt: string } | null;
  /** sha256 of the photo that face verification compares with. */
  face: string | null;
  principal: { id: string; type: 'P' | 'E'; name: string; code: string; createdAt: string } | null;
}

/** A signed-in device: lets a token be revoked before it expires. */
export interface Session {
  /** The token's `jti`. */
  id: string;
  userId: string;
  appId: string;
  /** ms since the epoch. */
  issuedAt: number;
  expiresAt: number;
  revokedAt: number | null;
}

/** A code sent by SMS or email. */
export interface VerificationCode {
  channel: 'sms' | 'email';
  /** Country code and number (`+86 13…`) or the address in lower case. */
  recipient: string;
  code: string;
  /** What it was asked for; null when the caller named no scene. */
  scene: string | null;
  appId: string;
  /** ms since the epoch. */
  sentAt: number;
  expiresAt: number;
  usedAt: number | null;
  wrongGuesses: number;
}

export type UdfDataType = 'STRING' | 'NUMBER' | 'DATETIME' | 'BOOLEAN' | 'OBJECT' | 'SELECT';

/** A user-defined field of a user pool. */
export interface UserDefinedField {
  userPoolId: string;
  key: string;
  dataType: UdfDataType;
  label: string | null;
  /** For SELECT. */
  options: string[];
}

export interface Role {
  id: string;
  userPoolId: string;
  code: string;
  namespace: string;
  description: string | null;
  parentCode: string | null;
  userIds: string[];
  createdAt: string;
}

/** A node of an organisation's tree; the root has no parent. */
export interface Department {
  id: string;
  userPoolId: string;
  orgId: string;
  parentId: string | null;
  name: string;
  code: string | null;
  description: string | null;
  members: { userId: string; main: boolean; joinedAt: string }[];
  createdAt: string;
}

/** The right of a user or of a role's members to do something with a resource. */
export interface Grant {
  userPoolId: string;
  namespace: string;
  /** `USER` and an id, or `ROLE` and a code. */
  targetType: 'USER' | 'ROLE';
  target: string;
  resource: string;
  resourceType: 'DATA' | 'API' | 'MENU' | 'UI' | 'BUTTON';
  actions: string[];
}

export interface UploadedFile {
  key: string;
  /** Null for a file that came without a token. */
  ownerId: string | null;
  contentType: string;
  name: string;
  /** base64. */
  content: string;
  private: boolean;
  createdAt: string;
}

/** A QR code that an app scans to sign a browser in. */
export interface QrCode {
  random: string;
  scene: string;
  appId: string;
  /** -1 expired (computed), 0 fresh, 1 scanned, 2 authorised, 3 refused. */
  status: 0 | 1 | 2 | 3;
  userId: string | null;
  ticket: string | null;
  ticketUsed: boolean;
  withCustomData: boolean;
  createdAt: number;
  expiresAt: number;
}

/** What an authorization code or a refresh token stands for. */
export interface OidcGrant {
  kind: 'code' | 'refresh';
  value: string;
  appId: string;
  userId: string;
  scope: string;
  redirectUri: string | null;
  nonce: string | null;
  codeChallenge: { value: string; method: 'S256' | 'plain' } | null;
  /** All grants that came from one authorization share it, so that reuse of one can end all. */
  family: string;
  expiresAt: number;
  usedAt: number | null;
}

/** What a user grants to an application. */
export interface Authorization {
  redirectUri: string;
  scope?: string;
  nonce?: string | null;
  codeChallenge?: OidcGrant['codeChallenge'];
}

/** A device a user has signed in on, as the page that called `create-device` described it. */
export interface Device {
  id: string;
  userId: string;
  /** Fingerprint the caller gave it. */
  deviceUniqueId: string;
  name: string | null;
  lastIp: string;
  /** ISO 8601. */
  lastLoginTime: string;
  online: boolean;
}

/** An event a user published. */
export interface PublishedEvent {
  userId: string;
  appId: string;
  eventType: string;
  source: string;
  eventData: string;
  /** ISO 8601. */
  time: string;
}

/** A single sign-on session of the mobile apps on one device. */
export interface MobileSession {
  userPoolId: string;
  deviceId: string;
  /** The mobile app that opened it, by the name it gave itself. */
  mobileAppId: string;
  /** The application the user was signed in to. */
  appId: string;
  userId: string;
  /** ISO 8601. */
  createdAt: string;
}

/** A CAS service ticket. */
export interface CasTicket {
  value: string;
  appId: string;
  userId: string;
  service: string;
  expiresAt: number;
  usedAt: number | null;
}
