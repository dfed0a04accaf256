/** Modules that whoever serves the playground may replace. */
declare module 'playground:device' {
  export const connectDevice: import('./device').ConnectDevice;
}
declare module 'playground:panel' {
  /** Draws beside the phone; `false`: there is nothing to draw. */
  export const mountPanel: (element: HTMLElement, playground: import('./playground').Playground) => void | false;
}
