/** Names that a mini program finds in its world, and a test's world has only while one runs. */
export class LentGlobals {
  /** What the test's world had by these names. */
  private readonly before = new Map<string, unknown>();
  private readonly world = globalThis as unknown as Record<string, unknown>;

  lend(name: string, value: unknown): void {
    if (!this.before.has(name)) this.before.set(name, this.world[name]);
    this.world[name] = value;
  }

  takeBack(): void {
    for (const [name, value] of this.before) this.world[name] = value;
    this.before.clear();
  }
}
