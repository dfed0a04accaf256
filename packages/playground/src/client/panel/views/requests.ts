/** The HTTP that reached Authing, decoded; beside what was sealed, what is inside. */
import type { SeenRequest } from '../../../backend/protocol';
import { element } from '../../shell/dom';
import { nameOf, outcomeOf } from '../model/rows';
import type { Snapshot } from '../store';
import { duration, timeOfDay } from '../texts';
import type { Texts } from '../texts';
import { claimsOf, drawList, jsonBlock, keyChip } from './drawing';
import type { View } from './drawing';

export function requestsView(texts: Texts): View<Snapshot> {
  const list = element('div', { class: 'requests' });
  const empty = element('p', { class: 'empty' }, texts.requestsNone);
  return {
    root: element('div', { class: 'view scrolls', tabindex: '0' }, empty, list),
    draw({ requests, clearedAt }) {
      const shown = requests.filter(({ at }) => at > clearedAt).reverse();
      empty.hidden = shown.length > 0;
      drawList(list, shown, { id: ({ id }) => String(id), make: (request) => requestNode(request, texts) });
    },
  };
}

function requestNode(request: SeenRequest, texts: Texts): HTMLElement {
  const { ok, words } = outcomeOf(request);
  const pending = request.duration === undefined;
  const status = pending ? '…' : request.status === undefined ? texts.noAnswer : String(request.status);
  return element(
    'details',
    { class: 'request' },
    element(
      'summary',
      {},
      element('span', { class: 'time' }, timeOfDay(request.at)),
      element('span', { class: 'request-name' }, nameOf(request)),
      element('span', { class: `status ${pending ? '' : ok ? 'good' : 'bad'}` }, status),
      element('span', { class: 'quiet number' }, request.duration === undefined ? '' : duration(request.duration)),
      words === '' ? undefined : element('span', { class: 'request-words bad' }, words),
    ),
    request.fault === undefined ? undefined : element('p', { class: 'quiet' }, `${texts.injected}: ${request.fault}`),
    request.sealed === undefined ? undefined : sealedNode(request.sealed, request.code, texts),
    element(
      'div',
      { class: 'columns' },
      element('div', {}, element('h5', {}, texts.requestBody), jsonBlock(shortened(request.body ?? request.query))),
      element('div', {}, element('h5', {}, texts.responseBody), jsonBlock(request.response ?? status)),
    ),
    element('h5', {}, texts.requestHeaders),
    jsonBlock(headersOf(request)),
    tokenNode(request, texts),
  );
}

function sealedNode(sealed: NonNullable<SeenRequest['sealed']>, code: SeenRequest['code'], texts: Texts): HTMLElement {
  const { encryptedData, iv, keyId, plain } = sealed;
  const opened =
    code?.keyId === undefined
      ? element('b', { class: 'bad' }, texts.codeRefused)
      : element('span', {}, `${texts.codeYields} `, keyChip(code.keyId));
  return element(
    'div',
    { class: 'columns sealed' },
    element(
      'div',
      {},
      element('h5', {}, texts.sealedTitle),
      jsonBlock({ iv, encryptedData }),
      element('p', {}, `${texts.sealedWith} `, keyChip(keyId)),
    ),
    element('div', {}, element('h5', {}, texts.sealedInside), jsonBlock(plain), element('p', {}, opened)),
  );
}

function tokenNode({ headers }: SeenRequest, texts: Texts): HTMLElement | undefined {
  const claims = claimsOf(headers['authorization']);
  return claims === undefined ? undefined : element('div', {}, element('h5', {}, texts.token), jsonBlock(claims));
}

/** What the library set; the browser's own headers explain nothing. */
const headersOf = ({ headers }: SeenRequest): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => /^(x-authing-|authorization$|content-type$)/.test(name)));

/** GraphQL documents are long; their first line says which it is. */
function shortened(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string') return body;
  const lines = body.query.trim().split('\n');
  return lines.length > 3 ? { ...body, query: `${lines[0] ?? ''} …` } : body;
}
