import type { Accounts } from './accounts/accounts';
import type { App, Apps } from './apps';
import type { Outbox } from './outbox';
import type { KeyRing } from './crypto/keys';
import type { Subscriptions } from './v3/subscriptions';
import type { Lang } from './errors/error-codes';
import type { ErrorForm } from './http/envelope';
import type { AuthingServerOptions } from './options';
import type { StoreData } from './store/store';
import type { Tokens } from './tokens';
import type { ExchangeCode, ExchangePhoneCode } from './wechat-connection/exchange-code';
import type { WeChatFailure, WeChatFailureEnvelope } from './wechat-connection/failure';

/** What the endpoints of one server work with. */
export interface Services {
  apps: Apps;
  data: StoreData;
  accounts: Accounts;
  tokens: Tokens;
  outbox: Outbox;
  /** Made at the first use: many tests need no keys. */
  keys: () => KeyRing;
  exchangeCode: ExchangeCode;
  exchangePhoneCode: ExchangePhoneCode;
  wechatFailure: WeChatFailureEnvelope;
  errorForm: ErrorForm;
  /** Base URL of the server, without a trailing slash. */
  url: () => string;
  maxUploadBytes: number;
  /** Whether files are taken without a token. */
  anonymousUploads: boolean;
  passwordCost: number;
  profileToken: 'current' | 'none';
  /** What a wrong password is answered with. */
  wrongPassword: 2006 | 2333;
  phoneInfo: NonNullable<AuthingServerOptions['phoneInfo']>;
  lifetimeField: NonNullable<AuthingServerOptions['lifetimeField']>;
  subscriptions: Subscriptions;
  ldap: NonNullable<AuthingServerOptions['ldap']>;
  ad: NonNullable<AuthingServerOptions['ad']>;
}

/** Who is asking: the parts of a request that every operation may need. */
export interface Caller {
  /** From `x-authing-app-id`. */
  app: App;
  lang: Lang;
  /** The sign-in token the request carries; undefined without one. */
  token: string | undefined;
  /** Address of the client, `127.0.0.1` for in-process requests. */
  ip: string;
  /** Planned for this request: what asking WeChat fails with. */
  exchangeFailure: WeChatFailure | undefined;
  /** Adds what the server found inside a request to its record, e.g. decrypted data. */
  note: (name: string, value: unknown) => void;
  /** Sets the cookie by which a browser stays signed in across applications. */
  rememberSession: (sessionId: string) => void;
}
