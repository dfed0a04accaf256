import { rm } from 'node:fs/promises';
import { dist } from './paths';

export const clean = (): Promise<void> => rm(dist, { recursive: true, force: true });
clean.displayName = 'clean';
