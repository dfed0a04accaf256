import { join } from 'node:path';
import ts from 'typescript';

/** The compilers whose users can use the package: the oldest, the first with "bundler", the newest of 5, 6. */
export const compilers = ['typescript-4.9', 'typescript-5.0', 'typescript', 'typescript-6.0'] as const;
export type CompilerName = (typeof compilers)[number];

/** How a project finds packages, in the words of `moduleResolution`, with what it takes. 4.9 knows no "bundler". */
export const resolutions = {
  node: { moduleResolution: ts.ModuleResolutionKind.Node10, module: ts.ModuleKind.CommonJS },
  node16: { moduleResolution: ts.ModuleResolutionKind.Node16, module: ts.ModuleKind.Node16 },
  bundler: { moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ES2015 },
} as const;
export type ResolutionName = keyof typeof resolutions;

/** Files that no project changes, parsed once for each compiler. */
const parsed = new Map<string, ts.SourceFile | undefined>();

export interface Project {
  /** Absolute path of the one file that is the project's own. */
  readonly page: string;
  readonly resolution: ResolutionName;
  /** The typings a mini program names in `types`. */
  readonly typings: boolean;
}

/**
 * What a compiler says of a strict page and of every declaration of the package that it reaches. Those of other packages (WeChat's
 * typings, TypeScript's own) are not ours to judge.
 */
export function complaints(name: CompilerName, { page, resolution, typings }: Project): string[] {
  // The compilers differ in what this test does not use.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const compiler = require(name) as typeof ts;
  const options: ts.CompilerOptions = {
    ...resolutions[resolution],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: false,
    target: ts.ScriptTarget.ES2018,
    lib: ['lib.es2018.d.ts'],
    types: typings ? ['miniprogram-api-typings'] : [],
    typeRoots: [join(page, '../node_modules')],
    // "node" is deprecated in 6, and still what mini programs have.
    ...(name === 'typescript-6.0' && { ignoreDeprecations: '6.0' }),
  };
  const host = compiler.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (path, ...rest) => {
    if (!/\/(typescript[^/]*\/lib|miniprogram-api-typings)\//.test(path)) return getSourceFile(path, ...rest);
    const key = `${name} ${path}`;
    if (!parsed.has(key)) parsed.set(key, getSourceFile(path, ...rest));
    return parsed.get(key);
  };
  const program = compiler.createProgram([page], options, host);
  const files = program.getSourceFiles().filter(({ fileName }) => fileName === page || fileName.includes('/node_modules/authing-miniapp/'));
  const diagnostics = [
    ...program.getOptionsDiagnostics(),
    ...files.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return diagnostics.map(
    ({ file, messageText }) => `${file ? `${file.fileName}: ` : ''}${compiler.flattenDiagnosticMessageText(messageText, '\n')}`,
  );
}
