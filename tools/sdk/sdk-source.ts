import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The folder of the installed `authing-js-sdk`. */
export const sdkRoot = join(__dirname, '../../node_modules/authing-js-sdk');

/** The folder of the SDK's TypeScript sources. */
export const sdkSources = join(sdkRoot, 'src');

/** The installed SDK's version, e.g. `4.23.55`. */
export const sdkVersion = (JSON.parse(readFileSync(join(sdkRoot, 'package.json'), 'utf8')) as { version: string }).version;

/** The name of a source: its path below `authing-js-sdk/src/`, without `.ts`. */
export const sdkModuleName = (file: string): string =>
  relative(sdkSources, file)
    .split(sep)
    .join('/')
    .replace(/\.[jt]s$/, '');

/** The path of the source of that name. */
export const sdkModuleFile = (name: string): string => join(sdkSources, ...`${name}.ts`.split('/'));

export const readSdkModule = (name: string): string => readFileSync(sdkModuleFile(name), 'utf8');
