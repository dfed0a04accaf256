/** esbuild bundles style sheets as text (`loader` in bundle-client.ts); TypeScript has to be told, and only a declaration file can. */
declare module '*.css' {
  const text: string;
  export default text;
}
