import type { CompiledApp } from './compile-app';

/**
 * What WeChat passes to a module: the first three have values, the rest hides what mini programs do not have. The published packages of
 * mini programs (`app-service.js` in a .wxapkg) all show this frame, `define(path, function (…) { … })`, around every file.
 */
const PARAMETERS =
  'require, module, exports, window,document,frames,self,location,navigator,localStorage,history,Caches,screen,alert,confirm,prompt,' +
  'XMLHttpRequest,WebSocket,Reporter,webkit,WeixinJSCore';

/** One file as it stands in `app-service.js`. */
export const defined = (path: string, code: string): string => `define(${JSON.stringify(path)}, function(${PARAMETERS}){${code}\n});\n`;

export const isScript = (path: string): boolean => path.endsWith('.js');

/**
 * The one script that WeChat makes of an app's JavaScript.
 * @param wanted which files; by default all
 */
export function appService(app: CompiledApp, wanted: (path: string) => boolean = () => true): string {
  return [...app]
    .filter(([path]) => isScript(path) && wanted(path))
    .map(([path, content]) => defined(path, Buffer.from(content).toString('utf8')))
    .join('');
}
