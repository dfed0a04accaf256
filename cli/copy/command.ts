/** `authing-miniapp copy`: the components into a folder of the user's project, where nothing of the user's is lost. */
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { Failure, UsageError, type Call, type Command } from '../command';
import { miniprogram, readManifest } from '../package';
import { hashOf, readFiles, type Files } from './files';
import { planCopy, type Plan } from './plan';
import { copyTexts, type CopyTexts } from './texts';
import { UNI_MODULE, uniModuleFiles } from './uni-module';
import { VUE_ENTRY, vueEntry } from './vue-entry';
import { LIST, readList, writeList, type Written } from './written';

export const copy: Command = {
  summary: {
    en: 'puts the components into a project of uni-app',
    zh: '把组件放进 uni-app 项目',
  },
  help: { en: copyTexts.en.help, zh: copyTexts.zh.help },
  options: { force: 'boolean', 'uni-modules': 'boolean' },
  run({ positionals, options, language, say }) {
    const texts = copyTexts[language];
    const force = options['force'] === true;
    const { folder, files } = whatToWrite({ positionals, options }, texts);
    const forcing = forcingCommand(positionals, options);
    const plan = planCopy(files, readWritten(folder, force ? undefined : forcing, texts), (path) => present(join(folder, path), texts));
    if (plan.foreign.length > 0 && !force) {
      plan.foreign.forEach((path) => say(`  ${texts.kinds.foreign}  ${path}`));
      throw new Failure(texts.refused(plan.foreign.length, folder, forcing));
    }
    const { version } = readManifest();
    try {
      write(folder, files, plan);
      // A folder that is as it should be may be read-only.
      const list = writeList(files, version);
      if (hashOf(present(join(folder, LIST), texts) ?? '') !== hashOf(list)) writeFileSync(join(folder, LIST), list);
    } catch (error) {
      throw inWords(error, folder, texts.notWritable);
    }
    tell({ plan: withForeign(plan, files), folder, version }, texts, say);
    return 0;
  },
};

/** The same call, whatever is in its way: inside npm install nobody sees how it was called. */
function forcingCommand(positionals: readonly string[], options: Call['options']): string {
  const said = [...(options['uni-modules'] === true ? ['--uni-modules'] : []), ...positionals, '--force'];
  return ['npx authing-miniapp copy', ...said.map((part) => (/^[\w./@+-]+$/.test(part) ? part : JSON.stringify(part)))].join(' ');
}

/** What the system refuses, as a sentence; any other error as it is. */
const inWords = (error: unknown, folder: string, says: (path: string, code: string) => string): unknown => {
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  return syscall === undefined || code === undefined ? error : new Failure(says(path ?? folder, code));
};

function whatToWrite({ positionals, options }: Pick<Call, 'positionals' | 'options'>, texts: CopyTexts): { folder: string; files: Files } {
  const [named, ...more] = positionals;
  if (more.length > 0) throw new UsageError(texts.oneFolder);
  if (named === '') throw new UsageError(texts.noFolder);
  if (!existsSync(miniprogram)) throw new Failure(texts.noPackage(miniprogram));
  const files = readFiles(miniprogram);
  if (options['uni-modules'] === true) {
    const project = named ?? '.';
    const source = [project, join(project, 'src')].find((folder) => existsSync(join(folder, 'pages.json')));
    if (source === undefined) throw new Failure(texts.noProject(project));
    return { folder: join(source, 'uni_modules', UNI_MODULE), files: uniModuleFiles(files, readManifest()) };
  }
  if (named === undefined) throw new UsageError(texts.noFolder);
  return { folder: normalize(named), files: files.set(VUE_ENTRY, vueEntry('authing-miniapp')) };
}

/** @param forcing the command that would not mind; undefined where nobody minds */
function readWritten(folder: string, forcing: string | undefined, texts: CopyTexts): Written {
  const list = present(join(folder, LIST), texts);
  const written = list === undefined ? new Map<string, string>() : readList(list ?? '-');
  if (!written && forcing !== undefined) throw new Failure(texts.noList(join(folder, LIST), forcing));
  return written ?? new Map<string, string>();
}

/** The text of a file; null for what is no file, a link for example: what it leads to is not ours. */
function present(path: string, texts: CopyTexts): string | null | undefined {
  try {
    return lstatSync(path).isFile() ? readFileSync(path, 'utf8') : null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') throw new Failure(texts.noDirectory(dirname(path)));
    if (code !== 'ENOENT') throw inWords(error, path, texts.notReadable);
    return undefined;
  }
}

function write(folder: string, files: Files, { added, updated, removed, foreign }: Plan): void {
  for (const path of [...removed, ...foreign]) {
    rmSync(join(folder, path)); // fails at a folder: whatever is in it is worth a look
    removeEmpty(folder, dirname(path));
  }
  for (const path of [...added, ...updated, ...foreign]) {
    const text = files.get(path);
    if (text === undefined) continue; // of an older version
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function removeEmpty(folder: string, path: string): void {
  if (path === '.' || readdirSync(join(folder, path)).length > 0) return;
  rmdirSync(join(folder, path));
  removeEmpty(folder, dirname(path));
}

/** What `--force` did to files of others, by what became of them. */
const withForeign = (plan: Plan, files: Files): Plan => ({
  ...plan,
  updated: [...plan.updated, ...plan.foreign.filter((path) => files.has(path))],
  removed: [...plan.removed, ...plan.foreign.filter((path) => !files.has(path))],
  foreign: [],
});

function tell({ plan, folder, version }: { plan: Plan; folder: string; version: string }, texts: CopyTexts, say: Call['say']): void {
  const { added, updated, unchanged, removed } = plan;
  for (const [kind, paths] of Object.entries({ added, updated, removed }))
    paths.forEach((path) => say(`  ${texts.kinds[kind as keyof CopyTexts['kinds']]}  ${path}`));
  const counts = { added: added.length, updated: updated.length, unchanged: unchanged.length, removed: removed.length };
  say(texts.done(version, folder, counts));
}
