import { ApiFailure, parameterError } from '../api-failure';
import type { Callbacks } from '../bridge';
import type { DeviceParts } from '../parts';
import { askPerson } from '../person/ask-person';

type TitleOption = Callbacks<object> & { title?: unknown; icon?: string };
type ModalOption = Callbacks<ModalResult> & {
  title?: string;
  content?: string;
  showCancel?: boolean;
  confirmText?: string;
  cancelText?: string;
  editable?: boolean;
};
interface ModalResult {
  confirm: boolean;
  cancel: boolean;
  content: string | null;
}

/** Modal, toast and loading. Toast and loading share one place on the screen: showing one hides the other, as does hiding either. */
export function interactionApi(parts: DeviceParts): Record<string, unknown> {
  const { bridge, faults, screen, timeline } = parts;
  const hide = (what: 'toast' | 'loading') => () => {
    screen.loading = undefined;
    timeline.record('ui.hidden', { what });
    return {};
  };
  return {
    showModal: (option: ModalOption = {}) =>
      bridge.call('showModal', option, 'promise', () => showModal(parts, option), faults.take('showModal')),
    showToast: (option: TitleOption = {}) => {
      const run = () => {
        const title = titleOf(option.title);
        screen.loading = undefined;
        screen.toasts.push({ title, icon: option.icon ?? 'success', from: 'app' });
        timeline.record('ui.shown', { what: 'toast', title });
        return {};
      };
      return bridge.call('showToast', option, 'promise', run, faults.take('showToast'));
    },
    showLoading: (option: TitleOption = {}) => {
      const run = () => {
        const title = titleOf(option.title);
        screen.loading = title;
        timeline.record('ui.shown', { what: 'loading', title });
        return {};
      };
      return bridge.call('showLoading', option, 'promise', run, faults.take('showLoading'));
    },
    hideToast: (option?: Callbacks<object>) => bridge.call('hideToast', option, 'promise', hide('toast'), faults.take('hideToast')),
    hideLoading: (option?: Callbacks<object>) => bridge.call('hideLoading', option, 'promise', hide('loading'), faults.take('hideLoading')),
  };
}

async function showModal(parts: DeviceParts, option: ModalOption): Promise<ModalResult> {
  const { screen, timeline } = parts;
  const { title = '', content = '', showCancel = true, confirmText = '确定', cancelText = '取消', editable = false } = option;
  const shown: (typeof screen.modals)[number] = { title, content };
  screen.modals.push(shown);
  timeline.record('ui.shown', { what: 'modal', title });
  const sheet = { kind: 'modal', title, content, showCancel, confirmText, cancelText, editable } as const;
  try {
    const decision = await askPerson(parts, sheet, { deny: 'cancel', cancel: 'cancel' });
    shown.confirm = true;
    return { confirm: true, cancel: false, content: editable ? (decision.content ?? '') : null };
  } catch (error) {
    // Cancelling a modal is one of its two successes.
    if (!(error instanceof ApiFailure)) throw error;
    shown.confirm = false;
    return { confirm: false, cancel: true, content: null };
  }
}

function titleOf(title: unknown): string {
  if (typeof title !== 'string') throw parameterError('title', 'String', title);
  return title;
}
