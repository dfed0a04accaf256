/** Which component, in which of its ways. */
export type WidgetKind = 'login' | 'userinfo' | 'phone' | 'get-phone' | 'avatar' | 'album' | 'nickname' | 'login-panel' | 'user-panel';

/** Components that are one button, which the predecessor has, too. */
export const buttonKinds = ['login', 'userinfo', 'phone', 'get-phone', 'avatar', 'album'] as const satisfies readonly WidgetKind[];

export const widgetKinds: readonly WidgetKind[] = [...buttonKinds, 'nickname', 'login-panel', 'user-panel'];

/** Kinds with other components within them. */
export const isPanel = (kind: WidgetKind): boolean => kind === 'login-panel' || kind === 'user-panel';

/** Kinds that need login codes. A panel does when one of these is in it, which is a widget of its own. */
export const needsCode = (kind: WidgetKind): boolean => ['login', 'userinfo', 'phone', 'get-phone'].includes(kind);

/** Components whose taps take part in the one flow of the app. */
export const isInFlow = (component: string): boolean => component === 'login-button' || component === 'phone-button';

/** Kinds whose taps can be gated behind the app's own agreement. */
export const canBeGated = (kind: WidgetKind): boolean => kind !== 'user-panel';

/** The component of this package that a kind is, and the properties that make it so. */
export const componentOf: Readonly<Record<WidgetKind, { component: string; properties: Readonly<Record<string, unknown>> }>> = {
  login: { component: 'login-button', properties: { mode: 'silent' } },
  userinfo: { component: 'login-button', properties: { mode: 'userinfo' } },
  phone: { component: 'phone-button', properties: { action: 'login' } },
  'get-phone': { component: 'phone-button', properties: { action: 'get' } },
  avatar: { component: 'avatar-picker', properties: { source: 'wechat' } },
  album: { component: 'avatar-picker', properties: { source: 'album' } },
  nickname: { component: 'nickname-input', properties: {} },
  'login-panel': { component: 'login-panel', properties: {} },
  'user-panel': { component: 'user-panel', properties: {} },
};

export const components: readonly string[] = [...new Set(Object.values(componentOf).map(({ component }) => component))];

/** What a component within a panel is: in the way that it is in by itself. */
export function kindWithin(component: string): WidgetKind {
  const kind = widgetKinds.find((one) => componentOf[one].component === component);
  if (kind === undefined) throw new Error(`there is no component ${component}`);
  return kind;
}

/** What somebody who is signed in has no use for. */
export const forGuests: readonly WidgetKind[] = ['login', 'userinfo', 'phone'];

/** What becomes of a kind when the page changes the property that makes it so. */
export const otherWay: Readonly<Record<WidgetKind, WidgetKind>> = {
  login: 'userinfo',
  userinfo: 'login',
  phone: 'get-phone',
  'get-phone': 'phone',
  avatar: 'album',
  album: 'avatar',
  nickname: 'nickname',
  'login-panel': 'login-panel',
  'user-panel': 'user-panel',
};

/** What a kind is called wherever people read of it: `login-button, silent`. */
export const nameOf = (kind: WidgetKind): string =>
  [componentOf[kind].component, ...Object.values(componentOf[kind].properties)].join(', ');
