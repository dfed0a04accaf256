/** One check of the library that can be run again and again in the same process. */
export interface Check {
  /** Unique among all checks; its file and title for a specification, its number for a schedule. */
  readonly id: string;
  /** Runs it, and tells what was wrong; undefined when all was well. */
  run(): Promise<string | undefined>;
}
