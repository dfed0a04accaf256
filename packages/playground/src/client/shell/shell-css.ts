/** The phone's style sheet: WeUI for WeChat's own surfaces, and ours for the device. */
import weui from 'weui/dist/style/weui.min.css';
import device from './device.css';

export const shellCss = `${weui}\n${device}`;
