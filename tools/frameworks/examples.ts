/** The example of each framework, and what is particular to it. */

export interface Example {
  /** Its folder in `examples`. */
  readonly name: string;
  /** What its `npm run build` writes, from its folder: a mini program with app.json at its root. */
  readonly output: string;
  /** Where WeChat's tools open it: the folder of `project.config.json`. */
  readonly project: string;
  /** Whether WeChat's npm build brings the package into it; a framework's own CLI does that by itself. */
  readonly npmBuild: boolean;
  /** Copies of the library in the output; they act as one. */
  readonly copies: number;
  /** An independent subpackage, with a copy of components and library in it. */
  readonly independent?: { readonly folder: string; readonly page: string };
  /**
   * Whether its page is login-panel and user-panel. Any other names the last event that its handlers heard, in the element `event`, and
   * shows all of the number.
   */
  readonly panels: boolean;
}

const built = (name: string, output: string, more: Partial<Example> = {}): Example => ({
  name,
  output,
  project: '.',
  npmBuild: false,
  copies: 1,
  panels: false,
  ...more,
});

export const examples: readonly Example[] = [
  built('native', '.', { npmBuild: true, panels: true }),
  built('subpackages', '.', { npmBuild: true, copies: 2, independent: { folder: 'account', page: 'account/pages/profile/index' } }),
  built('weapp-vite', 'dist'),
  built('taro-react', 'dist'),
  built('taro-vue', 'dist'),
  built('uni-app', 'dist/build/mp-weixin', { project: 'dist/build/mp-weixin' }),
];
