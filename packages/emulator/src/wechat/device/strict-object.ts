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
 * Names that the language, promises, test runners and inspectors look for on any object. Asking for them says nothing about WeChat, which
 * has none of them.
 */
const probes = new Set([
  'then',
  '_isMockFunction',
  'toJSON',
  '$$typeof',
  'asymmetricMatch',
  'nodeType',
  'tagName',
  '@@__IMMUTABLE_ITERABLE__@@',
  'inspect',
]);

const isProbe = (name: string | symbol): boolean => typeof name === 'symbol' || probes.has(name) || name in Object.prototype;

/**
 * An object that answers for what it has and complains about everything else: reading, testing with `in` or assigning an unknown member
 * throws a `NotModelledError` that names it, so a gap of the model is never taken for an answer of WeChat.
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
  return new Proxy(members, {
    get: (target, name, receiver) =>
      has(target, name) || name in Object.prototype ? (Reflect.get(target, name, receiver) as unknown) : undefined,
    has,
    set: (_target, name) => {
      throw new TypeError(`${label}.${String(name)} cannot be assigned. Use the device's faults, or pass members to createDevice.`);
    },
    ownKeys: (target) => Reflect.ownKeys(target).filter((name) => typeof name === 'symbol' || !absent(name)),
    getOwnPropertyDescriptor: (target, name) =>
      typeof name === 'string' && absent(name) ? undefined : Reflect.getOwnPropertyDescriptor(target, name),
  });
}
