/** What can be asked of the compiler process, and what it answers. Both cross a process boundary: plain data only. */
export interface Operations {
  packNpm: void;
  compile: Record<string, Uint8Array | string>;
  checkCodeQuality: QualityCheck[];
}

export type OperationName = keyof Operations;

/** One item of WeChat's code-quality scan. */
export interface QualityCheck {
  /** Such as `PACKAGE_SIZE_LIMIT` or `CONTAINS_UNUSED_CODES`. */
  name: string;
  success: boolean;
  text: string;
  detail: unknown;
}

export interface Request {
  operation: OperationName;
  projectDir: string;
  appId: string;
}

export type Answer = { ok: true; value: Operations[OperationName]; warnings: string[] } | { ok: false; complaints: string[] };
