/** WeChat's own compilers, used offline: what they produce is what WeChat would ship. */
export { WechatCompilerError, checkCodeQuality, compile, packNpm } from './compile';
export type { OnWarning } from './compile';
export type { QualityCheck } from './compiler-process';
export { defaultSettings as DEFAULT_SETTINGS, PLACEHOLDER_APP_ID, createProject, openProject } from './project';
export type { CompileSettings, MiniProgramProject } from './project';
export { compileWxml } from './wxml';
export type { WxmlWarning } from './wxml';
