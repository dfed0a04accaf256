/** The members of `wx` that the playground adds to the device's. */
import type { Device } from 'authing-miniapp-emulator/wechat/device';
import type { MiniApp } from '../app/mini-app';
import { appMembers } from './app-members';
import { navigationMembers } from './navigation';
import { deviceMembers, pageMembers } from './page-members';

export const wxMembers = (app: () => MiniApp, device: () => Device): Record<string, unknown> => ({
  ...appMembers(app, device),
  ...navigationMembers(app),
  ...pageMembers(app),
  ...deviceMembers(app, device),
});
