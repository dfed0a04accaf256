/**
 * What whoever runs a mini program has to know of WeChat's component runtime: its built-in tags and behaviors, what its JavaScript lacks,
 * how its templates' WXS differs. Portable: nothing of Node.js or of a browser is used here.
 */
export { withBuiltInBehaviors, type BuiltInBehaviors } from './built-in-behaviors';
export type { ComponentDefinition, DefineBehavior } from './definition';
export { absentOnDevice } from './device-globals';
export { moduleFunction, moduleGlobals, type ModuleGlobals } from './module-function';
export { nativeTags, unlistedTags, type NativeTag, type PropertyType } from './native-tags';
export { prepareInlineWxs, wxsRuntime, wxsSource, type InlineScripts, type TemplateProblem } from './templates';
