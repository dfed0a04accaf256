/** What the compiler hands to the browser: one JSON document, fetched at every start of the app. */

/** Something to tell the developer. Lines and columns count from 1. */
export interface Problem {
  /**
   * `error`: the mini program does not work as written. `warning`: it works, WeChat may disagree. `unsupported`: WeChat has it, the
   * playground does not.
   */
  severity: 'error' | 'warning' | 'unsupported';
  message: string;
  /** Path inside the project. */
  file?: string;
  line?: number;
  column?: number;
  /** The lines around it, ready to show. */
  excerpt?: string;
}

/** app.json, as far as the playground reads it. */
export interface AppConfig {
  pages: string[];
  entryPagePath?: string;
  window: PageWindow;
  tabBar?: TabBar;
  style?: string;
  darkmode?: boolean;
  lazyCodeLoading?: string;
}

/** `window` in app.json and the same fields in a page's JSON. Colours may be theme variables (`@navBackground`). */
export interface PageWindow {
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: 'black' | 'white';
  navigationStyle?: 'default' | 'custom';
  backgroundColor?: string;
  enablePullDownRefresh?: boolean;
  disableScroll?: boolean;
  onReachBottomDistance?: number;
  homeButton?: boolean;
}

export interface TabBar {
  color: string;
  selectedColor: string;
  backgroundColor: string;
  borderStyle?: 'black' | 'white';
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[];
}

/** A page or component. Keys of `usingComponents` are tags, values paths of other entries. */
export interface ComponentEntry {
  isPage: boolean;
  /** Path of its script in `modules`; absent when there is none. */
  script?: string;
  hasTemplate: boolean;
  usingComponents: Record<string, string>;
  componentGenerics?: Record<string, true | { default?: string }>;
  componentPlaceholder?: Record<string, string>;
  styleIsolation?: string;
  addGlobalClass?: boolean;
  pureDataPattern?: string;
  window: PageWindow;
  style: ComponentStyle;
}

/** A component's WXSS as CSS, twice: which one applies depends on its style isolation, which its script may decide. */
export interface ComponentStyle {
  /** Class-name prefix of the isolated variant. */
  scope: string;
  isolated: string;
  shared: string;
}

/** One JavaScript file as CommonJS. `requires` maps what it asks for to keys of `modules`. */
export interface ScriptModule {
  code: string;
  requires: Record<string, string>;
}

export interface Build {
  /** Grows by 1 with every build of one server. */
  number: number;
  app: AppConfig;
  appScript?: string;
  appStyle: string;
  /** theme.json: variable name to colour, per theme. */
  theme: { light: Record<string, string>; dark: Record<string, string> };
  entries: Record<string, ComponentEntry>;
  modules: Record<string, ScriptModule>;
  /** A JavaScript expression: template path to compiled template, for all templates at once. */
  templates: string;
  problems: Problem[];
}
