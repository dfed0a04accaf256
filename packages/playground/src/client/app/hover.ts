/** `hover-class`: added a moment after the finger comes down, taken away a moment after it leaves. */
import * as glassEasel from 'glass-easel';
import type { DomNode } from './webview';

interface Hoverable {
  hoverClass?: string;
  hoverStartTime?: number;
  hoverStayTime?: number;
  hoverStopPropagation?: boolean;
  disabled?: boolean;
}

/** What to do on each touch of one page: with the pressed node, and with `undefined` when the finger leaves. */
export function hoverOf(): (pressed: DomNode | undefined) => void {
  let leave: (() => void)[] = [];
  return (pressed) => {
    leave.forEach((run) => run());
    leave = [];
    for (let node: DomNode | null = pressed ?? null; node !== null; node = node.parentElement as DomNode | null) {
      const component = node.__wxElement;
      if (component === undefined || !glassEasel.Component.isComponent(component)) continue;
      const { hoverClass = 'none', hoverStartTime = 50, hoverStayTime = 400, hoverStopPropagation, disabled } = component.data as Hoverable;
      if (hoverClass !== 'none' && hoverClass !== '' && !disabled)
        leave.push(hover(node, component, hoverClass, hoverStartTime, hoverStayTime));
      if (hoverStopPropagation) break;
    }
  };
}

function hover(node: DomNode, component: glassEasel.GeneralComponent, className: string, after: number, stay: number): () => void {
  const set = (on: boolean): void => {
    for (const name of className.split(/\s+/)) component.classList?.toggle(name, on);
    // The class is the mini program's; the look WeChat gives a pressed button hangs on this.
    node.toggleAttribute('data-hover', on && (className === 'button-hover' || className === 'navigator-hover'));
  };
  const timer = setTimeout(() => set(true), after);
  return () => {
    clearTimeout(timer);
    setTimeout(() => set(false), stay);
  };
}
