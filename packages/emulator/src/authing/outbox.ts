import { randomInt } from 'node:crypto';
import { ApiError } from './errors/api-error';
import type { VerificationCode } from './store/entities';
import type { StoreData } from './store/store';

/** Lifetime, interval (ms), digits and allowed wrong guesses of codes. */
export interface CodeRules {
  lifetime: number;
  interval: number;
  digits: number;
  attempts: number;
}

/** Which codes an operation takes: those sent for one of these scenes. SMS codes sent without a scene fit every operation. */
export type Scenes = readonly string[];

/**
 * Which scenes a code may have been asked for to serve a purpose: the SMS scenes of `sendSmsCode`, the email scenes of `sendEmail` and
 * v3's channels in one list, since a code is only ever compared within its channel.
 */
export const scenes = {
  login: ['login', 'LOGIN_VERIFY_CODE', 'VERIFY_CODE', 'FIRST_EMAIL_LOGIN_VERIFY', 'CHANNEL_LOGIN'],
  register: ['register', 'REGISTER_VERIFY_CODE', 'VERIFY_CODE', 'CHANNEL_REGISTER'],
  reset: ['reset', 'RESET_PASSWORD', 'RESET_PASSWORD_VERIFY_CODE', 'CHANNEL_RESET_PASSWORD'],
  bind: [
    'bind',
    'complete-phone',
    'EMAIL_BIND_VERIFY_CODE',
    'CHANGE_EMAIL',
    'VERIFY_EMAIL',
    'VERIFY_CODE',
    'CHANNEL_BIND_PHONE',
    'CHANNEL_COMPLETE_PHONE',
  ],
  unbind: ['unbind', 'bind', 'EMAIL_UNBIND_VERIFY_CODE', 'CHANGE_EMAIL', 'VERIFY_CODE', 'CHANNEL_UNBIND_PHONE'],
  mfa: ['mfa-verify', 'mfa-bind', 'MFA_VERIFY', 'MFA_VERIFY_CODE', 'CHANNEL_BIND_MFA', 'CHANNEL_VERIFY_MFA'],
  deleteAccount: ['CHANNEL_DELETE_ACCOUNT'],
} as const satisfies Record<string, Scenes>;

/** Sends, and checks, verification codes. "Sent" messages are kept here for a test or a person to read: {@link Outbox.last}. */
export class Outbox {
  /** @internal */
  constructor(
    private readonly data: StoreData,
    private readonly rules: CodeRules,
  ) {}

  /** Every message sent, oldest first. */
  get messages(): readonly Readonly<VerificationCode>[] {
    return this.data.codes;
  }

  /**
   * The newest message to a recipient: a phone number, with or without its country code, or an email address.
   * Throws when there is none.
   */
  last(recipient: string): Readonly<VerificationCode> {
    const wanted = recipient.toLowerCase();
    const found = this.data.codes.findLast((message) => message.recipient === wanted || message.recipient.endsWith(` ${wanted}`));
    if (found === undefined) throw new Error(`nothing was sent to ${recipient}`);
    return found;
  }

  /** Sends a code. Throws 2100 when the last one to the same recipient is too young. */
  send(channel: 'sms' | 'email', recipient: string, scene: string | null, appId: string): VerificationCode {
    const previous = this.data.codes.findLast((message) => message.channel === channel && message.recipient === recipient);
    if (previous !== undefined && Date.now() - previous.sentAt < this.rules.interval) throw new ApiError(2100);
    const message: VerificationCode = {
      channel,
      recipient,
      scene,
      appId,
      code: String(randomInt(10 ** this.rules.digits)).padStart(this.rules.digits, '0'),
      sentAt: Date.now(),
      expiresAt: Date.now() + this.rules.lifetime,
      usedAt: null,
      wrongGuesses: 0,
    };
    this.data.codes.push(message);
    return message;
  }

  /**
   * Uses up the newest code of a recipient. Throws 2001 when it is wrong, used, guessed at too often, or was sent for another purpose
   * than `scenes`; 2300 when it is right but too old.
   */
  use(channel: 'sms' | 'email', recipient: string, code: string, scenes: Scenes): void {
    const message = this.data.codes.findLast((sent) => sent.channel === channel && sent.recipient === recipient);
    if (message === undefined || message.usedAt !== null || message.wrongGuesses >= this.rules.attempts) throw new ApiError(2001);
    if (message.code !== code) {
      message.wrongGuesses += 1;
      throw new ApiError(2001);
    }
    if (message.scene !== null && !scenes.includes(message.scene)) throw new ApiError(2001);
    if (Date.now() >= message.expiresAt) throw new ApiError(2300);
    message.usedAt = Date.now();
  }
}
