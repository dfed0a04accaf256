/** What Stryker loads. */
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import { CheckRunner } from './runner';

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'checks', CheckRunner)];

/** The one option that is ours. */
export const strykerValidationSchema = {
  properties: { checksOf: { description: 'The part of lib/ whose checks are run (test/mutation/parts.ts).', type: 'string' } },
};
