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
type ActionSheetOption = Callbacks<{ tapIndex: number }> & { alertText?: string; itemList?: unknown };
interface ModalResult {
  confirm: boolean;
  cancel: boolean;
  content: string | null;
}

/** WeChat lists no more than this many items. */
const MOST_ITEMS = 6;

/** Modal, action sheet, toast, loading. The last two share one place on the screen: showing one hides the other, as does hiding either. */
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
    showActionSheet: (option: ActionSheetOption = {}) =>
      bridge.call('showActionSheet', option, 'promise', () => showActionSheet(parts, option), faults.take('showActionSheet')),
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

async function showActionSheet(parts: DeviceParts, { alertText = '', itemList }: ActionSheetOption): Promise<{ tapIndex: number }> {
  if (!Array.isArray(itemList)) throw parameterError('itemList', 'Array', itemList);
  if (itemList.length === 0 || itemList.length > MOST_ITEMS) {
    throw new ApiFailure(`fail parameter error: itemList should not be ${itemList.length === 0 ? 'empty' : 'larger than 6 items'}`);
  }
  const items = itemList.map(String);
  const sheet = { kind: 'actionSheet', alertText, items } as const;
  const { item = 0 } = await askPerson(parts, sheet, { deny: 'fail cancel', cancel: 'fail cancel' });
  if (items[item] === undefined) throw new TypeError(`the action sheet has no item ${item}`);
  return { tapIndex: item };
}

function titleOf(title: unknown): string {
  if (typeof title !== 'string') throw parameterError('title', 'String', title);
  return title;
}
