import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The compile settings of a mini program, spelled as in `project.config.json`.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/devtools/projectconfig.html
 */
export interface CompileSettings {
  /** Lower ES6 to ES5. */
  readonly es6: boolean;
  /** "Enhanced" compile: everything newer than ES6 is lowered too, with helper files added once per app. */
  readonly enhance: boolean;
  /** Minify JavaScript. */
  readonly minified: boolean;
  readonly minifyWXML: boolean;
  readonly minifyWXSS: boolean;
  /** Leave out of the upload what nothing in the app reaches. */
  readonly ignoreUploadUnusedFiles: boolean;
}

/** What WeChat DevTools sets up for a new project: the settings under which all sizes are measured. */
export const defaultSettings: CompileSettings = {
  es6: true,
  enhance: true,
  minified: true,
  minifyWXML: true,
  minifyWXSS: true,
  ignoreUploadUnusedFiles: true,
};

/** An appId of the right form that belongs to nobody: nothing is uploaded, so nothing checks it. */
export const PLACEHOLDER_APP_ID = 'wx0000000000000000';

/** A mini program on disk: a folder with a `project.config.json`. */
export interface MiniProgramProject {
  /** Absolute path. */
  readonly dir: string;
  readonly appId: string;
}

/** Uses a mini program as it lies on disk, with the settings of its own `project.config.json`. */
export function openProject(dir: string, appId = PLACEHOLDER_APP_ID): MiniProgramProject {
  return { dir: resolve(dir), appId };
}

/** Makes a folder a mini-program project: writes its `project.config.json` (replacing one that is there). */
export function createProject(
  dir: string,
  { appId = PLACEHOLDER_APP_ID, settings = {} }: { appId?: string; settings?: Partial<CompileSettings> } = {},
): MiniProgramProject {
  const config = { appid: appId, compileType: 'miniprogram', setting: { ...defaultSettings, ...settings } };
  writeFileSync(join(dir, 'project.config.json'), JSON.stringify(config, null, 2));
  return openProject(dir, appId);
}
