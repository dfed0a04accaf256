import { sdkVersion } from '../../tools/sdk/sdk-source';
import type { Row, V3Row } from './method-table';

const line = ({ method, state, note }: Row): string =>
  `| \`${method}\` | ${state === 'works' ? 'works' : '**not possible**'} | ${(note || 'no request').replace(/</g, '\\<')} |`;

const head = ['| method | state | what it sends · why not, and what to use instead |', '|---|---|---|'];

const table = (rows: readonly Row[]): string => [...head, ...rows.map(line)].join('\n');

/** The client that a method belongs to; '' is the one that the user makes. */
const ownerOf = ({ method }: Row): string => (method.includes('.') ? method.slice(0, method.indexOf('.')) : '');

const listed = (rows: readonly V3Row[], without: V3Row['without']): string =>
  rows
    .filter((row) => row.without === without)
    .map(({ method }) => `\`${method}\``)
    .join(', ');

/** docs/sdk-methods.md. Throws when a method failed: that is nothing to document. */
export function methodDocument({ sdk, own, v3 }: { sdk: readonly Row[]; own: readonly Row[]; v3: readonly V3Row[] }): string {
  const failed = [
    ...[...sdk, ...own].filter(({ state }) => state === 'failed'),
    ...v3.filter((row) => row.failed !== undefined).map(({ method, failed: note }) => ({ method, note: `by v3: ${note}` })),
  ];
  if (failed.length > 0) {
    throw new Error(`These methods do not do what they are for:\n${failed.map(({ method, note }) => `  ${method}: ${note}`).join('\n')}`);
  }
  const works = sdk.filter(({ state }) => state === 'works').length;
  const sections = [...new Set(sdk.map(ownerOf))].map(
    (owner) => `## ${owner || 'AuthenticationClient'}\n\n${table(sdk.filter((row) => ownerOf(row) === owner))}`,
  );
  return `<!-- Written by \`npm run methods\`: each method was called on the built package. Do not edit. -->
# Methods of the client

Every public method of \`AuthenticationClient\` of authing-js-sdk ${sdkVersion} and of the clients in it, called on the built package in a
JavaScript world that has only what WeChat's logic layer has, against the local Authing server.
**${works} of ${sdk.length} work**; ${sdk.length - works} need a browser window and reject at once with an \`AuthingError\`,
\`reason: 'unsupported'\`.

Signatures are the SDK's, with three differences: \`updateAvatar\` and \`uploadAvatar\` also take the path of a picture,
\`mfa.associateFaceByBlob\` takes paths of files (a mini program has no Blobs), and the SDK's enumerations are plain texts
(\`sendEmail(email, 'RESET_PASSWORD')\`).

## Added by this package

${table(own)}

## After a sign-in by phone token

Then \`user.token\` is the id_token of Authing's v3 API ([phone-button](../components/phone-button/README.md#token-or-encrypted-pair)). Authing's
documents do not say whether v2 takes one in place of its own token; Authing's own web component (Guard) sends it there. So the ${v3.length}
methods that ask as the signed-in user were called on a server whose v2 takes it, where all of them work, and on one whose v2 does not:

| there | methods |
|---|---|
| work | ${listed(v3, 'works')} |
| reject with \`reason: 'unsupported'\`, which says so; nobody is signed out | ${listed(v3, 'unsupported')} |
| \`status: false\`; \`network\`, to \`errCallback\` | ${listed(v3, 'told')} |

${sections.join('\n\n')}

## Random values

Passwords are encrypted with randomness from \`wx.getRandomValues\` (base library 2.19.0), else from the user crypto manager; where
neither exists, the call rejects with \`reason: 'unsupported'\`. \`generateCodeChallenge\`, and \`state\` and \`nonce\` of
\`buildAuthorizeUrl\`, answer at once, but WeChat's source does not: they draw on a seed that was fetched when the client was made. Only in
the moment before it has arrived, and where WeChat has no such source, they fall back on \`Math.random\`, as the SDK always does; an app
that cannot have that gives its own values.
`;
}
