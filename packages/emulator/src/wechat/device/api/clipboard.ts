import { parameterError } from '../api-failure';
import type { Callbacks } from '../bridge';
import type { DeviceParts } from '../parts';

/** `wx.setClipboardData`, `wx.getClipboardData`: both are privacy APIs; setting shows WeChat's own toast. */
export function clipboardApi(parts: DeviceParts): Record<string, unknown> {
  const { bridge, faults, privacy, screen } = parts;
  return {
    setClipboardData: (option: Callbacks<object> & { data?: unknown } = {}) => {
      const run = async () => {
        const { data } = option;
        if (typeof data !== 'string') throw parameterError('data', 'String', data);
        await privacy.require('setClipboardData', 'setClipboardData');
        screen.clipboard = data;
        screen.toasts.push({ title: '内容已复制', icon: 'none', from: 'wechat' });
        return {};
      };
      return bridge.call('setClipboardData', option, 'promise', run, faults.take('setClipboardData'));
    },
    getClipboardData: (option?: Callbacks<{ data: string }>) => {
      const run = async () => {
        await privacy.require('getClipboardData', 'getClipboardData');
        return { data: screen.clipboard };
      };
      return bridge.call('getClipboardData', option, 'promise', run, faults.take('getClipboardData'));
    },
  };
}
