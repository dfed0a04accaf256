import type { AppId } from './apps';
import type { CompiledApp } from './compile-app';

/**
 * WeChat's review rejects an app whose code names a privacy interface that its privacy agreement does not declare, used or
 * not. So an app that uses one of our components must not ship the names of another's.
 */
export const forbiddenNames: Partial<Record<AppId, readonly string[]>> = {
  'login-button': ['getPhoneNumber', 'getRealtimePhoneNumber', 'chooseAvatar', 'chooseMedia', 'chooseImage', 'uploadFile'],
  'phone-button': ['getUserInfo', 'getUserProfile', 'chooseAvatar', 'chooseMedia', 'chooseImage', 'uploadFile'],
  'avatar-picker': ['getUserInfo', 'getUserProfile', 'getPhoneNumber', 'getRealtimePhoneNumber'],
};

/** A file that names what it must not. */
export interface PrivacyFault {
  readonly app: AppId;
  readonly path: string;
  readonly name: string;
}

/** Searches everything an app ships; upper and lower case are one, as event attributes are written in lower case. */
export function privacyFaults(app: AppId, files: CompiledApp): PrivacyFault[] {
  const names = forbiddenNames[app] ?? [];
  return [...files].flatMap(([path, content]) => {
    const text = Buffer.from(content).toString('utf8').toLowerCase();
    return names.filter((name) => text.includes(name.toLowerCase())).map((name) => ({ app, path, name }));
  });
}
