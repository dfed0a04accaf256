/** The inner module of miniprogram-ci that makes it work without a network: its own declarations cover only the entry. */
declare module 'miniprogram-ci/dist/config/config' {
  export const DefaultProjectAttr: object;
}
