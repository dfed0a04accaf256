/** Fingers, mouse and keyboard on a page become the touch events of a mini program. */
import type * as glassEasel from 'glass-easel';
import type { DomNode, WebviewContext } from './webview';

/** A finger that moves this far (px) no longer taps. */
const TAP_DISTANCE = 10;
/** A finger that rests this long (ms) presses long. */
const LONG_PRESS_AFTER = 350;

interface Point {
  identifier: number;
  clientX: number;
  clientY: number;
  pageX: number;
  pageY: number;
}

interface Press {
  start: Point;
  node: DomNode;
  moved: boolean;
  timer: ReturnType<typeof setTimeout>;
}

/** The component node that a DOM node belongs to. */
export function nodeOf(target: EventTarget | null): DomNode | undefined {
  let node = target as DomNode | null;
  while (node !== null && node.__wxElement === undefined) node = node.parentNode as DomNode | null;
  return node ?? undefined;
}

/** A disabled button swallows taps, its own and those of what it contains. */
const isDisabled = (node: DomNode): boolean => node.closest('wx-button[disabled]') !== null;

/**
 * Listens to everything a person does to the page. `onTouch` hears of every touch before the page does, with the pressed DOM node, and of
 * its end (`undefined`): that is where hover classes come from.
 */
export function listenToGestures(
  webview: WebviewContext,
  onTouch: (pressed: DomNode | undefined) => void,
  onTap: (node: DomNode) => void,
): void {
  const page = webview.page;
  let press: Press | undefined;
  let touching = false;
  let lastTouchEnd = -Infinity;

  const fire = (node: DomNode, type: string, touches: readonly Point[], changed: readonly Point[], originalEvent: Event): void => {
    const at = changed[0] ?? touches[0];
    const detail = type === 'tap' || type.startsWith('long') ? { x: at?.pageX ?? 0, y: at?.pageY ?? 0 } : {};
    const extraFields = { touches, changedTouches: changed, _userTap: type === 'tap' };
    webview.trigger(node.__wxElement as glassEasel.Element, type, detail, {
      originalEvent,
      bubbles: true,
      composed: true,
      capturePhase: true,
      extraFields,
    });
  };
  const tap = (node: DomNode, at: Point, event: Event): void => {
    if (isDisabled(node)) return;
    onTap(node);
    fire(node, 'tap', [], [at], event);
  };
  const start = (target: EventTarget | null, at: Point, event: Event): void => {
    const node = nodeOf(target);
    if (node === undefined) return;
    onTouch(node);
    const timer = setTimeout(() => {
      if (press === undefined || press.moved) return;
      const bound = node.boundEvents?.has('longpress') || node.boundEvents?.has('longtap');
      fire(node, 'longpress', [at], [at], event);
      fire(node, 'longtap', [at], [at], event);
      // A handler for the long press takes the place of the tap.
      if (bound) press.moved = true;
    }, LONG_PRESS_AFTER);
    press = { start: at, node, moved: false, timer };
    fire(node, 'touchstart', [at], [at], event);
  };
  const move = (at: Point, event: Event): void => {
    if (press === undefined) return;
    press.moved ||= Math.hypot(at.clientX - press.start.clientX, at.clientY - press.start.clientY) > TAP_DISTANCE;
    fire(press.node, 'touchmove', [at], [at], event);
  };
  const end = (type: 'touchend' | 'touchcancel', at: Point, event: Event): void => {
    if (press === undefined) return;
    const { node, moved, timer } = press;
    press = undefined;
    clearTimeout(timer);
    onTouch(undefined);
    fire(node, type, [], [at], event);
    if (type === 'touchend' && !moved) tap(node, at, event);
  };

  const ofTouch = (event: TouchEvent): Point => pointOf(event.changedTouches[0] as Touch, event.changedTouches[0]?.identifier ?? 0);
  const passive = { capture: true, passive: true };
  page.addEventListener(
    'touchstart',
    (event) => {
      touching = true;
      start(event.target, ofTouch(event), event);
    },
    passive,
  );
  page.addEventListener('touchmove', (event) => move(ofTouch(event), event), passive);
  page.addEventListener(
    'touchend',
    (event) => {
      lastTouchEnd = Date.now();
      touching = false;
      end('touchend', ofTouch(event), event);
    },
    passive,
  );
  page.addEventListener(
    'touchcancel',
    (event) => {
      touching = false;
      end('touchcancel', ofTouch(event), event);
    },
    passive,
  );

  // A browser repeats each touch as mouse events.
  const mouse = (): boolean => !touching && Date.now() - lastTouchEnd > 700;
  page.addEventListener(
    'mousedown',
    (event) => {
      if (mouse() && event.button === 0) start(event.target, pointOf(event, 0), event);
    },
    passive,
  );
  page.addEventListener(
    'mousemove',
    (event) => {
      if (mouse()) move(pointOf(event, 0), event);
    },
    passive,
  );
  page.addEventListener(
    'mouseup',
    (event) => {
      if (mouse()) end('touchend', pointOf(event, 0), event);
    },
    passive,
  );
  page.addEventListener(
    'mouseleave',
    (event) => {
      if (mouse()) end('touchcancel', pointOf(event, 0), event);
    },
    passive,
  );

  // Assistive technology activates an element by a click without any pointer.
  page.addEventListener(
    'click',
    (event) => {
      if (event.detail === 0) press1(event);
    },
    true,
  );
  page.addEventListener(
    'keydown',
    (event) => {
      if ((event.key !== 'Enter' && event.key !== ' ') || (event.target as HTMLElement).matches('input, textarea, select')) return;
      event.preventDefault();
      if (!event.repeat) press1(event);
    },
    true,
  );

  function press1(event: Event): void {
    const node = nodeOf(event.target);
    if (node === undefined) return;
    const box = node.getBoundingClientRect();
    const at = pointOf({ clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, pageX: box.x, pageY: box.y }, 0);
    fire(node, 'touchstart', [at], [at], event);
    fire(node, 'touchend', [], [at], event);
    tap(node, at, event);
  }
}

const pointOf = ({ clientX, clientY, pageX, pageY }: Omit<Point, 'identifier'>, identifier: number): Point => ({
  identifier,
  clientX,
  clientY,
  pageX,
  pageY,
});
