/** How a template's event handler is called: with a plain event object, as WeChat's JavaScript context gets it. */
import * as glassEasel from 'glass-easel';
import { componentDescriptor } from './wxs-descriptor';

interface Target {
  id: string;
  dataset: Record<string, unknown>;
  offsetLeft: number;
  offsetTop: number;
}

/** The path kinds with which the template compiler marks functions of WXS modules. */
const wxsPaths = new Set<unknown>([1, 2]);

type Handler = (this: unknown, event: unknown, owner?: unknown) => unknown;

export type HandlerCalled = (caller: { is: string }, handler: string, type: string, detail: unknown) => void;

/**
 * The hook the compiled templates call: `(method caller, event, handler, where the handler comes from)`.
 * `unsupported` hears of what a handler asks for and does not get.
 */
export const callHandlerWith =
  (called: HandlerCalled, unsupported: (what: string) => void) =>
  (
    caller: { is: string; _$: glassEasel.GeneralComponent },
    event: glassEasel.ShadowedEvent<unknown>,
    handler: Handler,
    path?: readonly unknown[] | null,
  ): unknown => {
    const plain = plainEvent(event);
    if (path && wxsPaths.has(path[0])) {
      const instance = componentDescriptor(event.currentTarget);
      return handler.call(undefined, { ...plain, instance }, componentDescriptor(caller._$));
    }
    called(caller, handler.name, event.type, event.detail);
    // What a page's handler returns means nothing in WeChat, but for input; the engine would take `false` for "stop".
    const answer = handler.call(caller, plain);
    if (event.type === 'input' && answer !== undefined && !(answer instanceof Promise)) {
      unsupported('the value that a bindinput handler returns');
    }
    return undefined;
  };

function plainEvent(event: glassEasel.ShadowedEvent<unknown>): Record<string, unknown> {
  return {
    type: event.type,
    timeStamp: event.timeStamp,
    target: targetOf(event.target),
    currentTarget: targetOf(event.currentTarget),
    mark: { ...event.mark },
    detail: event.detail,
    mut: event.mutatedMarked(),
    ...event.extraFields,
  };
}

/** The engine passes components by their method caller. */
function targetOf(target: unknown): Target {
  const holder = target as { _$?: glassEasel.Element } & glassEasel.Element;
  const element = holder._$ ?? holder;
  const dom = glassEasel.Element.isElement(element) ? (element.getBackendElement() as unknown as HTMLElement | null) : null;
  return { id: element.id, dataset: { ...element.dataset }, offsetLeft: dom?.offsetLeft ?? 0, offsetTop: dom?.offsetTop ?? 0 };
}
