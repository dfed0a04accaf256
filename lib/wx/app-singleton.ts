import { isObject } from '../is-object';
import { VERSION } from '../version';
import { tellOfAnother } from './another-version';

/**
 * One mini program may hold several copies of this package: WeChat gives every independent subpackage its own, a framework bundles
 * one beside the one its components come from, two versions may meet. They share no module, only the app object and `wx`. What has
 * to be one for the whole mini program (the session, the login code, the flow, the configuration) is made by whichever copy needs it
 * first and found there by the others.
 *
 * The number in the name is that of the agreement between copies, not of the package: it goes up when a singleton changes what others
 * may call, and copies that disagree then keep out of each other's way, and say so in the console. Plugins share neither `wx` nor the
 * app, and stay apart.
 */
const NAME = 'authing_miniapp_1';
/** How the names of all agreements begin. */
const ANY_NAME = /^authing_miniapp_/;

/** What the copies find. */
interface Shared {
  /** The app object it belongs to, once there is one. */
  app?: object | undefined;
  /** An app that writes its own fields out leaves this one away. */
  readonly toJSON: () => undefined;
  /** The copy that made it: its version is the message, where it lies tells the stack. */
  readonly by?: Error;
  /** The console has been told of copies that disagree. */
  told?: boolean;
  readonly made: { [singleton: string]: unknown };
}

/** Anything that copies have in common. */
type CommonGround = { [shared in typeof NAME]?: Shared };

let shared: Shared | undefined;
/** Others can find it. */
let isCommon = false;

/**
 * The one `T` of this mini program, made by whoever asks first.
 * Found when first needed, never when a file loads: App() has not run by then.
 */
export function appSingleton<T>(singleton: string, make: () => T): T {
  const made = singletons();
  if (!(singleton in made)) made[singleton] = make();
  return made[singleton] as T;
}

/** Whether anybody has made a singleton of this kind: the first word of its name. */
export function hasSingleton(kind: string): boolean {
  return Object.keys(singletons()).some((name) => name.split(' ')[0] === kind);
}

/** The app object; that of an independent subpackage before the main package has come (base library 2.2.4). */
export function currentApp<App extends object>(): App | undefined {
  return typeof getApp === 'function' ? getApp<App>({ allowDefault: true }) : undefined;
}

/** By name; looked for until others can find them. */
function singletons(): Shared['made'] {
  return (shared && isCommon ? shared : (shared = find(shared))).made;
}

function find(own: Shared | undefined): Shared {
  const app = currentApp<CommonGround>();
  const platform = typeof wx === 'undefined' ? undefined : (wx as CommonGround);
  const onPlatform = on(platform);
  // `wx` outlives the app where a test starts one after the other; in WeChat both end together.
  const found = on(app) ||
    (onPlatform && (!app || !onPlatform.app || onPlatform.app === app) ? onPlatform : undefined) ||
    own || { toJSON: () => undefined, made: Object.create(null) as Shared['made'], by: new Error(`authing-miniapp ${VERSION}`) };
  if (app) found.app = app;
  isCommon = leave(app, found) || leave(platform, found);
  if (isCommon && !found.told) findOthers(app || platform, found);
  return found;
}

/** Whoever comes later finds who disagrees. */
function findOthers(ground: object | undefined, own: Shared): void {
  const other = Object.keys(ground || {}).filter((name) => name !== NAME && ANY_NAME.test(name))[0];
  if (!other) return;
  own.told = true;
  tellOfAnother((ground as { [name: string]: Partial<Shared> | undefined })[other], own);
}

function on(ground: CommonGround | undefined): Shared | undefined {
  // Asked like this, a `wx` that complains about unknown members does not.
  const found = ground && Object.prototype.hasOwnProperty.call(ground, NAME) ? ground[NAME] : undefined;
  return found && isObject(found.made) ? found : undefined;
}

/** False where that cannot be: there is no such object, or it is frozen. */
function leave(ground: CommonGround | undefined, found: Shared): boolean {
  if (!ground || (on(ground) !== found && !Object.isExtensible(ground))) return false;
  // Enumerable: WeChat copies what a subpackage's app object has to the real one.
  Object.defineProperty(ground, NAME, { value: found, enumerable: true, configurable: true, writable: true });
  return true;
}
