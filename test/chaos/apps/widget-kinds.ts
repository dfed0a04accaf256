/** Which component, in which of its ways. */
export type WidgetKind = 'login' | 'userinfo' | 'phone' | 'get-phone' | 'avatar' | 'album';

export const widgetKinds: readonly WidgetKind[] = ['login', 'userinfo', 'phone', 'get-phone', 'avatar', 'album'];

/** Kinds that need login codes. */
export const needsCode = (kind: WidgetKind): boolean => kind !== 'avatar' && kind !== 'album';

/** The component of this package that a kind is, and the properties that make it so. */
export const componentOf: Readonly<Record<WidgetKind, { component: string; properties: Readonly<Record<string, unknown>> }>> = {
  login: { component: 'login-button', properties: { mode: 'silent' } },
  userinfo: { component: 'login-button', properties: { mode: 'userinfo' } },
  phone: { component: 'phone-button', properties: { action: 'login' } },
  'get-phone': { component: 'phone-button', properties: { action: 'get' } },
  avatar: { component: 'avatar-picker', properties: { source: 'wechat' } },
  album: { component: 'avatar-picker', properties: { source: 'album' } },
};

/** What a kind is called wherever people read of it: `login-button, silent`. */
export const nameOf = (kind: WidgetKind): string =>
  [componentOf[kind].component, ...Object.values(componentOf[kind].properties)].join(', ');
