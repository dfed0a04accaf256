/** `<button>`: taps, forms and open-types. */
import type { NativeButton } from 'authing-miniapp-emulator/wechat/device';
import { formOf, resetForm, submitForm } from './form';
import { actAs, type Tag, type TagInstance } from './tag';

export const button: Tag = {
  render(instance) {
    actAs(instance, 'button', instance.data['disabled'] !== true);
  },
  tap(instance) {
    const { disabled, openType, formType } = instance.data;
    if (disabled === true) return;
    const form = formOf(instance.component, instance.app);
    if (form !== undefined && formType === 'submit') submitForm(form);
    if (form !== undefined && formType === 'reset') resetForm(form);
    if (typeof openType === 'string' && openType !== '') press(instance, openType);
  },
};

/** WeChat takes over: the device asks, and answers through events on the button. */
function press(instance: TagInstance, openType: string): void {
  const { app, component, data, host } = instance;
  const native: NativeButton = {
    openType,
    disabled: data['disabled'] === true,
    lang: String(data['lang'] || 'en'),
    phoneNumberNoQuotaToast: data['phoneNumberNoQuotaToast'] !== false,
    bindings: [...(host.boundEvents ?? [])],
    mounted: () => host.isConnected && component.data['openType'] !== undefined,
    ...(component.id !== '' && { id: component.id }),
  };
  try {
    const { device } = app.surroundings;
    device
      .press(native, ({ name, detail }) => app.attempt(() => instance.emit(name, detail)))
      .settled.catch((error: unknown) => app.failed(error));
  } catch (error) {
    if (error instanceof Error && error.name === 'NotModelledError') app.surroundings.unsupported(`<button open-type="${openType}">`);
    else app.failed(error);
  }
}
