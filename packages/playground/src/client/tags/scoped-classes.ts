/** Class names that a property names (`placeholder-class`), as the owner's style sheet has them after style isolation. */
import type * as glassEasel from 'glass-easel';

export function scopedClasses(component: glassEasel.GeneralComponent, names: string): string[] {
  const owner = component.ownerShadowRoot?.getHostNode();
  const options = owner?.getComponentOptions();
  const manager = component.getRootBehavior().ownerSpace.styleScopeManager;
  const scopes = [options?.styleScope, options?.extraStyleScope].filter((scope) => scope !== null && scope !== undefined);
  const prefixes = new Set([
    '',
    ...scopes
      .map((scope) => manager.queryName(scope))
      .filter((name) => name !== undefined && name !== '')
      .map((name) => `${name}--`),
  ]);
  return names
    .split(/\s+/)
    .filter((name) => name !== '')
    .flatMap((name) => [...prefixes].map((prefix) => prefix + name));
}
