import { Secret, TOTP } from 'otpauth';
import { newSecret } from '../store/store';

const STEP = 30_000;

const totp = (secret: string, label = 'Authing'): TOTP =>
  new TOTP({ issuer: 'Authing', label, secret: Secret.fromBase32(secret), period: STEP / 1000 });

/** A fresh secret, base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** A fresh recovery code. */
export const newRecoveryCode = (): string => newSecret().slice(0, 24);

/** The `otpauth:` address that authenticator apps read. */
export const totpUri = (secret: string, label: string): string => totp(secret, label).toString();

/** Whether `code` is right now, or was or will be one step (30 s) away, as RFC 6238 recommends. */
export function isTotp(secret: string, code: string): boolean {
  return totp(secret).validate({ token: code, window: 1, timestamp: Date.now() }) !== null;
}
