/** `<navigator>`. */
import { actAs, type Tag } from './tag';

/** Its open-types that are ways between pages of this app. */
const ways: Record<string, 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch'> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
};

export const navigator: Tag = {
  render: (instance) => actAs(instance, 'link', true),
  tap(instance) {
    const { app, data } = instance;
    const openType = String(data['openType']);
    const way = ways[openType];
    if (data['target'] === 'miniProgram' || (way === undefined && openType !== 'navigateBack'))
      return app.surroundings.unsupported(`<navigator open-type="${openType}">`);
    const done = (errMsg: string, ok: boolean): void => {
      instance.emit(ok ? 'success' : 'fail', { errMsg });
      instance.emit('complete', { errMsg });
    };
    try {
      if (way === undefined) app.pages.navigateBack(Number(data['delta']));
      else app.pages[way](app.pages.find(String(data['url'])));
      done(`${way ?? 'navigateBack'}:ok`, true);
    } catch (error) {
      done(`${way ?? 'navigateBack'}:${(error as Error).message}`, false);
      app.surroundings.failed(error);
    }
  },
};
