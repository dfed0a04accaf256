import type { CloudGateway, GatewayFailure } from '../gateway/gateway';
import { createTimeline } from '../timeline';
import { createChargeBook } from './charges';
import { createCloudFaults } from './cloud-faults';
import type { WeChatCloud, WeChatCloudOptions, WeChatUser } from './cloud-types';
import { openSealed } from './open-data';
import { maskPhoneNumber, phoneNumberPayload, phoneNumberRefusal, sealPhoneNumber } from './phone-numbers';
import { createRateLimits } from './rate-limits';
import { createSeededRandom } from './seeded-random';
import { createServerApi } from './server-api';
import type { LoginCode } from './server-api';
import { createSessionKeys } from './session-keys';
import { createSingleUseCodes } from './single-use-codes';
import { userInfoPayload } from './user-info';
import { createUser } from './users';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Looks like an appId and is nobody's. */
const DEFAULT_APP_ID = 'wx0000000000000000';
let cloudsCreated = 0;

/** WeChat's back end for one mini program. Lives in Node.js; see {@link WeChatCloudOptions} for what is modelled. */
export function createWeChatCloud(options: WeChatCloudOptions = {}): WeChatCloud {
  cloudsCreated += 1;
  const { appId = DEFAULT_APP_ID, profiles = 'anonymous', seed = cloudsCreated, timeline = createTimeline() } = options;
  const random = createSeededRandom(seed);
  const users: WeChatUser[] = [];
  const book = createChargeBook(options.phoneQuota);
  const limits = createRateLimits(options.rateLimit ?? {});
  const faults = createCloudFaults();
  const loginCodes = createSingleUseCodes<LoginCode>();
  const phoneCodes = createSingleUseCodes<WeChatUser>();
  const keys = createSessionKeys({ random, lifetime: options.keyLifetime ?? 3 * DAY_MS, timeline, policy: () => cloud.rotation });

  const userOf = (openid: string): WeChatUser => {
    const user = users.find((candidate) => candidate.openid === openid);
    if (user === undefined) throw new Error(`No WeChat user has openid ${openid} here: add one with cloud.addUser({ openid }).`);
    return user;
  };
  /** The refusal of one call too many; `undefined` while the user is within the limits. */
  const overLimit = (openid: string, api: string): GatewayFailure | undefined => {
    if (limits.admit(openid, api)) return undefined;
    timeline.record('rate.limited', { openid, api });
    return { ok: false, errMsg: 'fail system error: called too frequently', errno: 45011 };
  };

  const phoneNumberParts = { appId, keys, random, timeline, phoneCodes, book };
  /** Whoever let the mini program have their user info. */
  const granted = new Set<string>();

  const gateway: CloudGateway = {
    async login({ openid }) {
      const user = userOf(openid);
      const refused = overLimit(openid, 'login');
      if (refused !== undefined) return refused;
      const key = keys.login(openid);
      const code = random.token(32);
      const { expiresAt } = loginCodes.issue(code, { user, key });
      timeline.record('code.issued', { openid, code, keyId: key.id, expiresAt });
      return { ok: true, code };
    },
    async checkSession({ openid }) {
      userOf(openid);
      const refused = overLimit(openid, 'checkSession');
      if (refused !== undefined) return refused;
      return keys.isFresh(openid) ? { ok: true } : { ok: false, errMsg: 'fail session time out, need relogin' };
    },
    async getSetting({ openid }) {
      userOf(openid);
      const authSetting: Record<string, boolean> = granted.has(openid) ? { 'scope.userInfo': true } : {};
      return overLimit(openid, 'getSetting') ?? { ok: true, authSetting };
    },
    async getUserInfo(call) {
      const user = userOf(call.openid);
      const refused = call.api === 'getUserInfo' ? overLimit(call.openid, 'getUserInfo') : undefined;
      const parts = { appId, keys, random, timeline, anonymous: profiles === 'anonymous' };
      if (refused !== undefined) return refused;
      granted.add(call.openid);
      return { ok: true, ...userInfoPayload(call, user, parts) };
    },
    async getPhoneNumber(call) {
      return phoneNumberPayload(call, userOf(call.openid), phoneNumberParts);
    },
    async openPhoneNumberSheet({ openid, sealed = false }) {
      const user = userOf(openid);
      const masked = maskPhoneNumber(user.phone?.purePhoneNumber ?? '');
      const refused = phoneNumberRefusal(user, phoneNumberParts);
      return refused ?? { ok: true, masked, ...(sealed && sealPhoneNumber(user, phoneNumberParts)) };
    },
  };

  const serverApi = createServerApi({
    loginCodes,
    phoneCodes,
    keys,
    random,
    faults,
    timeline,
    supersededCode: () => cloud.supersededCode,
  });

  const cloud: WeChatCloud = {
    appId,
    users,
    addUser(seedOfUser = {}) {
      const user = createUser(seedOfUser, users.length + 1, random);
      if (users.some((other) => other.openid === user.openid)) throw new Error(`openid ${user.openid} is taken`);
      users.push(user);
      return user;
    },
    gateway,
    ...serverApi,
    timeline,
    faults,
    rotation: options.rotation ?? 'every-call',
    supersededCode: options.supersededCode ?? 'worst',
    get phoneQuota() {
      return book.left;
    },
    set phoneQuota(left) {
      book.left = left;
    },
    get phoneCharges() {
      return book.counts.phone + book.counts.realtime;
    },
    get charges() {
      return { ...book.counts, yuan: book.cost };
    },
    prefetch(openid) {
      keys.rotate(userOf(openid).openid, 'prefetch');
    },
    expireSession(openid) {
      keys.expire(userOf(openid).openid);
    },
    useUpCode(code) {
      if (loginCodes.redeem(code).state === 'unknown') phoneCodes.redeem(code);
    },
    reveal(encryptedData, iv) {
      for (const key of keys.history) {
        const plain = tryOpen(encryptedData, key.secret, iv);
        if (plain !== undefined) return { plain, keyId: key.id, openid: key.openid };
      }
      return undefined;
    },
  };
  for (const seedOfUser of options.users ?? [{}]) cloud.addUser(seedOfUser);
  return cloud;
}

/** A key that does not fit is the expected outcome here, not an error. */
function tryOpen(encryptedData: string, sessionKey: string, iv: string): object | undefined {
  try {
    const plain = openSealed(encryptedData, sessionKey, iv);
    return typeof plain === 'object' && plain !== null ? plain : undefined;
  } catch {
    return undefined;
  }
}
