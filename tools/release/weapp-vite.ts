/**
 * `authing-miniapp/weapp-vite`: a resolver for weapp-vite's auto-import, so that a page may use a component that it does not register. A
 * function with properties: weapp-vite 2 calls it, 6 reads the properties, too.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../build/files';

/** By path from the package's folder; nothing where no components are built. */
export function weappViteResolver(folder: string): Files {
  const built = join(folder, 'miniprogram_dist/components');
  if (!existsSync(built)) return new Map();
  const names = readdirSync(built, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  return new Map([
    ['weapp-vite.js', script(names)],
    ['weapp-vite.d.ts', DECLARATIONS],
  ]);
}

const script = (names: readonly string[]): string => `'use strict';

const names = ${JSON.stringify(names)};

exports.AuthingResolver = function AuthingResolver({ prefix = '' } = {}) {
  const components = Object.fromEntries(names.map((name) => [prefix + name, \`authing-miniapp/components/\${name}/index\`]));
  const resolver = (name) => (Object.hasOwn(components, name) ? { name, from: components[name] } : undefined);
  return Object.assign(resolver, {
    components,
    resolveExternalMetadataCandidates(from) {
      const [packageName, ...path] = from.split('/');
      if (packageName !== 'authing-miniapp') return undefined;
      const file = ['miniprogram_dist', ...path].join('/');
      return { packageName, dts: [file + '.d.ts'], js: [file + '.js'] };
    },
  });
};
`;

const DECLARATIONS = `export interface AuthingResolverOptions {
  /** Put before each tag, where an app has components of the same name: \`authing-\` makes \`<authing-login-button>\`. Default none. */
  prefix?: string;
}

/** What weapp-vite calls a Resolver. */
export interface AuthingComponentsResolver {
  (name: string): { name: string; from: string } | undefined;
  /** The path of each tag's component. */
  components: Record<string, string>;
  /** Where in the package weapp-vite finds a component's properties. */
  resolveExternalMetadataCandidates(from: string): { packageName: string; dts: string[]; js: string[] } | undefined;
}

/**
 * For weapp-vite's \`autoImportComponents\`: a page may use the components, such as \`<login-button>\`, without registering them.
 */
export declare function AuthingResolver(options?: AuthingResolverOptions): AuthingComponentsResolver;
`;
