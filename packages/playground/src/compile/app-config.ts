/** app.json and theme.json. */
import type { AppConfig, Build, PageWindow, TabBar } from '../build';
import { readJson } from './json-file';
import type { ProjectFiles } from './project-files';
import type { Report } from './problems';

interface SubPackage {
  root: string;
  pages?: string[];
}

/** What app.json may say, before subpackages are folded into `pages`. */
interface RawApp {
  pages?: string[];
  subPackages?: SubPackage[];
  subpackages?: SubPackage[];
  entryPagePath?: string;
  window?: PageWindow;
  tabBar?: TabBar & { custom?: boolean };
  style?: string;
  darkmode?: boolean;
  themeLocation?: string;
  lazyCodeLoading?: string;
  usingComponents?: Record<string, string>;
  useExtendedLib?: Record<string, boolean>;
}

/** Fields that change nothing a page could see here. */
const withoutEffect = new Set([
  'sitemapLocation',
  'debug',
  'permission',
  'requiredPrivateInfos',
  'requiredBackgroundModes',
  'networkTimeout',
  'functionalPages',
  '__usePrivacyCheck__',
  'componentFramework',
  'rendererOptions',
  'preloadRule',
  'resizable',
  'supportedMaterials',
  'embeddedAppIdList',
  '$schema',
  'navigateToMiniProgramAppIdList',
  'convertRpxToVw',
  'halfPage',
]);

const understood = new Set([
  'pages',
  'subPackages',
  'subpackages',
  'entryPagePath',
  'window',
  'tabBar',
  'style',
  'darkmode',
  'themeLocation',
  'lazyCodeLoading',
  'usingComponents',
  'useExtendedLib',
]);

/** app.json with every subpackage page in `pages`, plus the components it makes available everywhere. */
export interface App {
  config: AppConfig;
  usingComponents: Record<string, string>;
  theme: Build['theme'];
  /** npm packages that WeChat itself would provide (`useExtendedLib`). */
  extendedLibraries: string[];
}

/** `useExtendedLib` names to packages. */
const extendedLibraries: Record<string, string> = { weui: 'weui-miniprogram', kbone: 'kbone-ui' };

export function readApp(files: ProjectFiles, report: Report): App {
  const raw = (readJson(files, 'app.json', report, true) ?? {}) as RawApp;
  for (const field of Object.keys(raw)) {
    if (understood.has(field) || withoutEffect.has(field)) continue;
    report({ severity: 'unsupported', message: report.texts.appField(field), file: 'app.json' });
  }
  if (raw.tabBar?.custom === true) report({ severity: 'unsupported', message: report.texts.customTabBar, file: 'app.json' });

  const pages = [...(raw.pages ?? [])];
  for (const { root, pages: own = [] } of [...(raw.subPackages ?? []), ...(raw.subpackages ?? [])]) {
    pages.push(...own.map((page) => `${root.replace(/\/$/, '')}/${page}`));
  }
  if (pages.length === 0) report({ severity: 'error', message: report.texts.noPages, file: 'app.json' });

  return {
    config: {
      pages,
      window: raw.window ?? {},
      ...(raw.entryPagePath !== undefined && { entryPagePath: raw.entryPagePath }),
      ...(raw.tabBar !== undefined && { tabBar: raw.tabBar }),
      ...(raw.style !== undefined && { style: raw.style }),
      ...(raw.darkmode !== undefined && { darkmode: raw.darkmode }),
      ...(raw.lazyCodeLoading !== undefined && { lazyCodeLoading: raw.lazyCodeLoading }),
    },
    usingComponents: raw.usingComponents ?? {},
    extendedLibraries: Object.keys(raw.useExtendedLib ?? {}).map((name) => extendedLibraries[name] ?? name),
    theme: readTheme(files, raw.themeLocation, report),
  };
}

function readTheme(files: ProjectFiles, location: string | undefined, report: Report): Build['theme'] {
  const theme = location === undefined ? undefined : readJson(files, location, report, true);
  return { light: {}, dark: {}, ...theme };
}
