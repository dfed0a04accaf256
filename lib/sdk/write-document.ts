/**
 * `mutation name($a:T,$b:U){name(a:$a,b:$b){…}}`: nearly all of the SDK's documents say everything twice, so the build keeps only
 * what is needed to write them out (tools/sdk/graphql-operations.ts checks each against the original).
 * @param variables `a:T,b:U`, or nothing
 * @param selection with its braces, or nothing
 */
export function writeDocument(name: string, variables: string, selection: string, query?: 1): string {
  const list = (text: string): string => variables && `(${text})`;
  const defined = list(variables.replace(/\w+:/g, '$$$&'));
  const passed = list(variables.replace(/(\w+):[^,]+/g, '$1:$$$1'));
  return `${query ? 'query' : 'mutation'} ${name}${defined}{${name}${passed}${selection}}`;
}
