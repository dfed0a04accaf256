/** The mini program used something that this model of WeChat does not have. A gap of the model or a typing error, never an answer. */
export class NotModelledError extends Error {
  override readonly name = 'NotModelledError';

  /** @param member what was used, e.g. `wx.chooseLocation` */
  constructor(readonly member: string) {
    super(
      `${member} is not in this model of WeChat. ` +
        'If WeChat has it, give it to the device among its members: launch({ wx: { … } }) of the jest kit, or createDevice({ members }).',
    );
  }
}

/**
 * Names that the language, promises, test runners, inspectors, bundlers and frameworks look for on any object. Asking for them says
 * nothing about WeChat, which has none of them.
 */
const probes = new Set([
  'then',
  'toJSON',
  'asymmetricMatch',
  'nodeType',
  'tagName',
  'inspect',
  // Where webpack keeps an app's chunks, whose global object Taro says is `wx`.
  'webpackJsonp',
]);

/** No name of WeChat's begins so; uni-app keeps its `$onErrorHandlers` on `wx`. */
const OF_OTHERS = /^[$_@]/;

const isProbe = (name: string | symbol): boolean =>
  typeof name === 'symbol' || OF_OTHERS.test(name) || probes.has(name) || name in Object.prototype;

/**
 * An object that answers for what it has and complains about everything else: reading an unknown member or testing for it with `in`
 * throws a `NotModelledError` that names it, so a gap of the model is never taken for an answer of WeChat. What it has cannot be assigned;
 * a name that is new can, as on the device.
 * @param label what the object is called in messages, e.g. `wx`
 * @param absent names that exist in newer base libraries only: `undefined`, and not `in` the object
 */
export function strictObject<T extends object>(label: string, members: T, absent: (name: string) => boolean = () => false): T {
  const complain = (name: string | symbol): never => {
    throw new NotModelledError(`${label}.${String(name)}`);
  };
  const has = (target: T, name: string | symbol): boolean => {
    if (typeof name === 'string' && absent(name)) return false;
    return Object.hasOwn(target, name) || (isProbe(name) ? false : complain(name));
  };
  const own = new Set(Reflect.ownKeys(members));
  return new Proxy(members, {
    get: (target, name, receiver) =>
      has(target, name) || name in Object.prototype ? (Reflect.get(target, name, receiver) as unknown) : undefined,
    has,
    set: (target, name, value) => {
      if (!own.has(name)) return Reflect.set(target, name, value);
      throw new TypeError(`${label}.${String(name)} cannot be assigned. Use the device's faults, or pass members to createDevice.`);
    },
    ownKeys: (target) => Reflect.ownKeys(target).filter((name) => typeof name === 'symbol' || !absent(name)),
    getOwnPropertyDescriptor: (target, name) =>
      typeof name === 'string' && absent(name) ? undefined : Reflect.getOwnPropertyDescriptor(target, name),
  });
}
