/** One start in a new process: parse, evaluate, first attach. */
import { attach, becomePhone, createModules } from './phone';

/** What a start is of. */
export interface StartScene {
  /** The JavaScript that WeChat gives the engine. */
  readonly appService: string;
  /** Paths from the app's root, without extension. */
  readonly components: readonly string[];
  /** The page makes a client of the class that it required, as the predecessor's README does. */
  readonly makesClient: boolean;
}

/** What it prints, as JSON. */
export interface StartResult {
  readonly ms: number;
  /** The files that were evaluated. */
  readonly evaluated: readonly string[];
}

declare const SCENE: StartScene;

const { print, now, exit } = becomePhone();
const { appService, components, makesClient } = SCENE;
const modules = createModules();
const start = now();
modules.define(appService);
modules.load('app');
for (const component of components) {
  modules.load(component);
  attach(modules.lastDefinition());
}
modules.load('pages/index/index');
const page = modules.lastDefinition();
if (makesClient) {
  const { AuthenticationClient } = page['used'] as { AuthenticationClient: new (options: object) => object };
  new AuthenticationClient({ appId: 'bench' });
}
attach(page);
const result: StartResult = { ms: now() - start, evaluated: modules.evaluated };
print(JSON.stringify(result));
exit();
