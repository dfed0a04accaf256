import { randomBytes } from 'node:crypto';
import type {
  CasTicket,
  Department,
  Device,
  Grant,
  MobileSession,
  OidcGrant,
  PublishedEvent,
  QrCode,
  Role,
  Session,
  UploadedFile,
  User,
  UserDefinedField,
  VerificationCode,
} from './entities';

/** All that a server remembers; plain data, so that it fits a JSON file as it is. */
export interface StoreData {
  users: User[];
  sessions: Session[];
  codes: VerificationCode[];
  fields: UserDefinedField[];
  roles: Role[];
  departments: Department[];
  grants: Grant[];
  files: UploadedFile[];
  qrCodes: QrCode[];
  oidcGrants: OidcGrant[];
  casTickets: CasTicket[];
  mobileSessions: MobileSession[];
  devices: Device[];
  events: PublishedEvent[];
}

/** An empty store. */
export function emptyStore(): StoreData {
  return {
    users: [],
    sessions: [],
    codes: [],
    fields: [],
    roles: [],
    departments: [],
    grants: [],
    files: [],
    qrCodes: [],
    oidcGrants: [],
    casTickets: [],
    mobileSessions: [],
    devices: [],
    events: [],
  };
}

/** A fresh id in the shape of Authing's (24 hex digits). */
export function newId(): string {
  return randomBytes(12).toString('hex');
}

/** A fresh secret for tickets, refresh tokens and the like: 256 bits, URL-safe. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Now as the ISO 8601 text the records hold. */
export function nowIso(): string {
  return new Date(Date.now()).toISOString();
}
