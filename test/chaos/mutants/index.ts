import { componentsMutants } from './components';
import { flowMutants } from './flow';
import type { Mutant } from './mutant';
import { panelMutants } from './panels';
import { sessionMutants } from './session';
import { wireMutants } from './wire';

/** What somebody could do to the library without any type or unit test minding, and the invariant that it breaks. */
export const mutants: readonly Mutant[] = [...flowMutants, ...componentsMutants, ...panelMutants, ...sessionMutants, ...wireMutants];
