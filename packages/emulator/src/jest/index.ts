/// <reference types="node" preserve="true" />
/**
 * A mini program under jest: its own app.js and pages on WeChat's component engine, WeChat and Authing around it, in virtual time. With
 * `{ preset: 'authing-miniapp-emulator' }` in jest.config.js:
 *
 * ```js
 * const { launch } = require('authing-miniapp-emulator/jest');
 *
 * it('takes no for an answer', async () => {
 *   const app = await launch({ page: 'pages/index/index' });
 *   app.person.next('phoneNumber', { answer: 'deny' });
 *   await app.tap('phone-button');
 *   expect(app.page.text()).toContain('Maybe later');
 *   expect(app.requests.to('/auth-by-phone')).toEqual([]);
 * });
 * ```
 *
 * What was launched ends with the test, and real time returns.
 */
export { launch } from './launch';
export type { LaunchOptions } from './launch';
export type { MiniApp } from './mini-app';
export type { Engine, EngineName, Mounted, MountOptions, NativeElement, RecordedEvent } from '../engines';
