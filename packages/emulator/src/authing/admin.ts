import { requireKnown, requireText } from '../known-names';
import { phoneNumber } from './accounts/contact-format';
import type { Contact } from './accounts/contact-format';
import { issueContactProof } from './accounts/contact-proof';
import { wireUser } from './accounts/wire-user';
import { passwordLevel } from './crypto/password-strength';
import { hashPassword } from './crypto/password-hash';
import { DEFAULT_NAMESPACE } from './access/roles';
import { issueTicket } from './cas/tickets';
import { issueCode } from './oidc/authorize';
import type { AppOptions } from './options';
import type { Services } from './services';
import type { Authorization, Department, Grant, Profile, PublishedEvent, UdfDataType, User } from './store/entities';
import { profileFields } from './store/entities';
import { newId, nowIso } from './store/store';

/** An account to set up. The password is given in plain text. */
export interface NewAccount {
  username?: string;
  email?: string;
  phone?: string;
  /** Default: +86. */
  phoneCountryCode?: string;
  password?: string;
  externalId?: string;
  /** Makes it a sub-account of that name. */
  subAccount?: string;
  mustResetPassword?: 'first-login' | 'forced';
  profile?: Profile;
}

const accountTexts = ['username', 'email', 'phone', 'phoneCountryCode', 'password', 'externalId', 'subAccount'] as const;

/** @throws TypeError for a field that there is not, or of another type */
function checkAccount(account: NewAccount): void {
  const { profile = {}, mustResetPassword = 'forced' } = account;
  requireKnown('createUser', Object.keys(account), [...accountTexts, 'mustResetPassword', 'profile']);
  requireKnown('createUser({ mustResetPassword })', [mustResetPassword], ['first-login', 'forced']);
  requireKnown('createUser({ profile })', Object.keys(profile), profileFields);
  for (const name of accountTexts) requireText(`createUser({ ${name} })`, account[name]);
  // A field without a value is null.
  for (const [name, value] of Object.entries(profile)) requireText(`createUser({ profile: { ${name} } })`, value ?? undefined);
}

/** A right to give. Defaults: namespace `default`, type DATA. */
export type NewGrant = Pick<Grant, 'targetType' | 'target' | 'resource' | 'actions'> & Partial<Pick<Grant, 'namespace' | 'resourceType'>>;

/**
 * What an operator does in Authing's console: set up applications, users, fields, roles, departments and rights, lock users, end sessions.
 * Every method takes the appId of an application of the user pool it works on where it needs one.
 */
export class Admin {
  /** @internal */
  constructor(private readonly services: Services) {}

  /** Adds an application. Throws when there is one of that id. */
  addApp(app: AppOptions): void {
    this.services.apps.add(app);
  }

  /**
   * Adds an account and returns its record, which may be read and changed in place.
   * @throws TypeError for a field that there is not, or of another type
   */
  createUser(appId: string, account: NewAccount): User {
    checkAccount(account);
    const { password, phone, phoneCountryCode, ...rest } = account;
    const number = phone === undefined ? undefined : phoneNumber(phone, phoneCountryCode);
    return this.services.accounts.create(this.pool(appId), {
      ...rest,
      ...(rest.email === undefined ? {} : { email: rest.email.toLowerCase() }),
      ...(number === undefined ? {} : { phone: number.phone, phoneCountryCode: number.countryCode, phoneVerified: true }),
      ...(password === undefined
        ? {}
        : { passwordHash: hashPassword(password, this.services.passwordCost), passwordLevel: passwordLevel(password) }),
    });
  }

  /** All accounts of the server, deleted ones too. The records may be changed in place. */
  get users(): readonly User[] {
    return this.services.data.users;
  }

  /** One account. Throws when it is not there. */
  user(id: string): User {
    const user = this.services.data.users.find((record) => record.id === id);
    if (user === undefined) throw new Error(`no user ${id}`);
    return user;
  }

  /** Locks or unlocks an account: 2005. */
  block(userId: string, blocked = true): void {
    this.user(userId).blocked = blocked;
  }

  /** Removes an account: its token is answered with 2004. */
  deleteUser(userId: string): void {
    this.user(userId).isDeleted = true;
  }

  /** Ends all sessions of a user: their tokens are answered with 2206. */
  signOut(userId: string): void {
    this.services.tokens.revokeAll(userId);
  }

  /** A sign-in token, as a login would have issued it. */
  issueToken(appId: string, userId: string): string {
    return this.services.tokens.issue(this.user(userId), this.services.apps.get(appId)).token;
  }

  /** An account as a login would answer it, with a fresh token. */
  signIn(appId: string, userId: string) {
    return wireUser(this.user(userId), { token: this.issueToken(appId, userId) });
  }

  /** A `phoneToken` or `emailToken`. */
  issueContactProof(appId: string, contact: Contact): string {
    return issueContactProof(this.services, this.services.apps.get(appId), contact);
  }

  /** An authorization code, as if the user had come through the authorization endpoint. */
  authorize(appId: string, userId: string, authorization: Authorization): string {
    return issueCode(this.services, this.services.apps.get(appId), this.user(userId), authorization);
  }

  /** A CAS service ticket, as if the user had come through the CAS sign-in. */
  issueCasTicket(appId: string, userId: string, service: string): string {
    return issueTicket(this.services, this.services.apps.get(appId), this.user(userId), service);
  }

  /** Every event that users have published. */
  get events(): readonly PublishedEvent[] {
    return this.services.data.events;
  }

  /** Defines a user-defined field. */
  defineField(appId: string, key: string, dataType: UdfDataType, label: string | null = null, options: string[] = []): void {
    this.services.data.fields.push({ userPoolId: this.pool(appId), key, dataType, label, options });
  }

  /** Gives a role to users, making it if need be. */
  assignRole(
    appId: string,
    code: string,
    userIds: string[],
    {
      namespace = DEFAULT_NAMESPACE,
      parentCode = null,
      description = null,
    }: { namespace?: string; parentCode?: string | null; description?: string | null } = {},
  ): void {
    const userPoolId = this.pool(appId);
    const known = this.services.data.roles.find(
      (role) => role.userPoolId === userPoolId && role.code === code && role.namespace === namespace,
    );
    if (known !== undefined) known.userIds = [...new Set([...known.userIds, ...userIds])];
    else this.services.data.roles.push({ id: newId(), userPoolId, code, namespace, description, parentCode, userIds, createdAt: nowIso() });
  }

  /** Adds a department; without a parent it is the root of a new organisation. */
  createDepartment(appId: string, name: string, parent?: Department): Department {
    const id = newId();
    const department: Department = {
      id,
      userPoolId: this.pool(appId),
      orgId: parent?.orgId ?? id,
      parentId: parent?.id ?? null,
      name,
      code: null,
      description: null,
      members: [],
      createdAt: nowIso(),
    };
    this.services.data.departments.push(department);
    return department;
  }

  /** Makes a user a member of a department. */
  addMember(department: Department, userId: string, main = true): void {
    department.members.push({ userId, main, joinedAt: nowIso() });
  }

  /** Grants actions on a resource to a user (`USER`, id) or to a role's members (`ROLE`, code). */
  grant(appId: string, grant: NewGrant): void {
    this.services.data.grants.push({ namespace: DEFAULT_NAMESPACE, resourceType: 'DATA', ...grant, userPoolId: this.pool(appId) });
  }

  private pool(appId: string): string {
    return this.services.apps.get(appId).userPoolId;
  }
}
