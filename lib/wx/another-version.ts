/** A copy of this package, as far as it says who made its singletons. */
interface Copy {
  readonly by?: Error;
}

/** Once a launch: copies of versions that do not work together are in one mini program. They go on, each for itself. */
export function tellOfAnother(other: Copy | undefined, own: Copy): void {
  console.warn(
    'authing-miniapp: two versions that share no sign-in; keep one. 两个版本互不共享登录状态，请只保留一个。',
    (other && other.by) || 'authing-miniapp ?',
    own.by,
  );
}
