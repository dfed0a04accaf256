/** The panel when none is given. */
export const mountPanel = (): false => false;
