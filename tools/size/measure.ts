import { REFERENCE, budgetOf, componentNames, evaluatedBudget, threeComponents } from './apps';
import type { AppId, Budget, ComponentName, MeasuredApp } from './apps';
import { compileApp, compileTogether, type CompiledApp } from './compile-app';
import { evaluatedBeforeTap } from './evaluated';
import { namedInterfaces, privacyApps, privacyFaults, type NamedInterface, type PrivacyApp, type PrivacyFault } from './privacy';
import { addedWeight, type Weight } from './weight';

/** One app on the scales. */
export interface SizeRow extends Weight {
  readonly id: AppId;
  readonly title: string;
  /** To the reference, compiled in the same run. */
  readonly ratio: number;
  readonly budget?: Budget;
}

/** What a page with these components makes the phone evaluate before the first tap. */
export interface EvaluatedRow extends Weight {
  readonly components: readonly ComponentName[];
  readonly budget?: Budget;
}

/** Everything that was measured in one run. */
export interface SizeReport {
  readonly rows: readonly SizeRow[];
  readonly evaluated: readonly EvaluatedRow[];
  /** What each app names of WeChat's privacy interfaces. */
  readonly privacy: readonly { readonly app: PrivacyApp; readonly named: readonly NamedInterface[] }[];
  readonly privacyFaults: readonly PrivacyFault[];
}

/** Compiled apps by their id. */
export type CompiledApps = ReadonlyMap<AppId, CompiledApp>;

/** Compiles apps: ours together, those of others, which share nothing, each by itself meanwhile. */
export async function compileApps(apps: readonly MeasuredApp[]): Promise<CompiledApps> {
  const foreign = apps.filter((app) => app.foreign);
  const [ours, ...others] = await Promise.all([
    compileTogether(apps.filter((app) => !app.foreign)),
    ...foreign.map(async (app) => [app.id, await compileApp(app)] as const),
  ]);
  return new Map([...ours, ...others]);
}

/** Weighs compiled apps, the empty one among them. */
export async function measureSizes(apps: readonly MeasuredApp[], compiled: CompiledApps): Promise<SizeReport> {
  const files = (id: AppId): CompiledApp => {
    const found = compiled.get(id);
    if (!found) throw new Error(`The app "${id}" was not compiled.`);
    return found;
  };
  const privacy = privacyApps.map((app) => ({ app, named: namedInterfaces(files(app)) }));
  const reference = addedWeight(files(REFERENCE), files('empty')).bytes;
  return {
    rows: apps
      .filter(({ id }) => id !== 'empty')
      .map(({ id, title }) => {
        const weight = addedWeight(files(id), files('empty'));
        const budget = budgetOf(id);
        return { id, title, ratio: weight.bytes / reference, ...weight, ...(budget && { budget }) };
      }),
    evaluated: await evaluate(files),
    privacy,
    privacyFaults: privacy.flatMap(({ app, named }) => privacyFaults(app, named)),
  };
}

/** Each component in its own app, then the first three on one page, which is what the budget is about. */
async function evaluate(files: (id: AppId) => CompiledApp): Promise<EvaluatedRow[]> {
  const path = (component: ComponentName): string => `miniprogram_npm/authing-miniapp/components/${component}/index`;
  const rows: EvaluatedRow[] = [];
  for (const component of componentNames) {
    rows.push({ components: [component], ...(await evaluatedBeforeTap(files(component), [path(component)])) });
  }
  const all = await evaluatedBeforeTap(files('components'), threeComponents.map(path));
  return [...rows, { components: threeComponents, budget: evaluatedBudget, ...all }];
}
