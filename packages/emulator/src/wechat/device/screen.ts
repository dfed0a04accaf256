/** What WeChat put on the screen for the mini program. */
export interface ScreenRecord {
  /** Every modal shown, with its outcome once there is one. */
  readonly modals: { title: string; content: string; confirm?: boolean }[];
  /** Every toast shown, oldest first, WeChat's own (no phone quota) among them. */
  readonly toasts: { title: string; icon: string; from: 'app' | 'wechat' }[];
  /** The loading indicator's title while it shows. */
  loading: string | undefined;
  clipboard: string;
}

export function createScreenRecord(): ScreenRecord {
  return { modals: [], toasts: [], loading: undefined, clipboard: '' };
}
