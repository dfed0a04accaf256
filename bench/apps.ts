import { emptyApp, measuredApps, peers, readmePage, type AppId } from '../tools/size/apps';
import { compileApp, type CompiledApp } from '../tools/size/compile-app';
import type { Bench, Language } from './part';

/** The compiler is a process of its own, and machines have two cores. */
const AT_ONCE = 2;

const settings = { es5: {}, modern: { es6: false, enhance: false } };

/** Compiles an app when the first part asks for it. */
export function appCompiler(root: string, say: (progress: string) => void): Bench['app'] {
  const apps = [emptyApp, ...measuredApps(root), ...peers(root), readmePage(root)];
  const compiled = new Map<string, Promise<CompiledApp>>();
  const waiting: (() => void)[] = [];
  let free = AT_ONCE;

  const compile = async (id: AppId, language: Language): Promise<CompiledApp> => {
    const app = apps.find((one) => one.id === id);
    if (!app) throw new Error(`There is no app called "${id}".`);
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      const files = await compileApp(app, settings[language]);
      say(`compiled: ${app.title}${language === 'modern' ? ', as written' : ''}`);
      return files;
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
  return (id, language = 'es5') => {
    const key = `${id} ${language}`;
    const known = compiled.get(key);
    if (known) return known;
    const files = compile(id, language);
    compiled.set(key, files);
    return files;
  };
}
