/** Modules that whoever serves the playground may replace. */
declare module 'playground:phone' {
  export const connectPhone: import('./phone').ConnectPhone;
}
declare module 'playground:panel' {
  /** Draws beside the phone; `false`: there is nothing to draw. */
  export const mountPanel: (element: HTMLElement, playground: import('./playground').Playground) => void | false;
}
