import type { Client } from '../../lib/client/client';
import { AuthingError } from '../../lib/errors/authing-error';
import type { AuthingErrorReason } from '../../lib/errors/reasons';
import { authingRefusal } from '../../lib/http/answer';
import type { HttpRequest } from '../../lib/http/http-client';
import { postToWeChatConnection } from '../../lib/wechat/post';
import { textsOf } from './declared-types';
import { codeSpans, readMarkdown, tableWith } from './markdown';

/** The name in a cell that holds nothing else. */
const nameIn = (cell: string): string => codeSpans(cell)[0] ?? cell;

describe.each([
  ['docs/errors.md', 'yes', 'no', 'retryable', 'meaning', 'what the user did'],
  ['docs/errors.zh-CN.md', '是', '否', '可重试', '含义', '用户做了什么'],
])('%s', (path, yes, no, retryable, meaning, whatTheUserDid) => {
  const page = readMarkdown(path);
  const says = (again: boolean): unknown => expect.stringMatching(new RegExp(`^${again ? yes : no}(?![a-z])`));

  it('has every reason, with its code and whether it can be retried', () => {
    const { header, rows } = tableWith(page, 'reason', 'code');
    expect(header.at(-1)).toBe(retryable);
    const reasons = textsOf('AuthingErrorReason') as AuthingErrorReason[];
    expect(rows.map((row) => [nameIn(row[0]!), Number(row[1]), row.at(-1)])).toEqual(reasons.map((reason) => {
      const error = new AuthingError(reason, { stage: 'tap' });
      return [reason, error.code, says(error.retryable)];
    }));
  });

  it('leaves no cell of it empty', () => {
    expect(tableWith(page, 'reason', 'code').rows.flat().filter((cell) => cell === '')).toEqual([]);
  });

  it('has every cancel reason', () => {
    expect(tableWith(page, 'reason', whatTheUserDid).rows.map(([name]) => nameIn(name!))).toEqual(textsOf('CancelReason'));
  });

  it('says of Authing\'s numbers what the library makes of them', () => {
    const { rows } = tableWith(page, 'code', meaning);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.map((row) => [row[0], nameIn(row.at(-2)!), row.at(-1)])).toEqual(rows.map(([code]) => {
      const error = authingRefusal(Number(code), 'no', null);
      return [code, error.reason, says(error.retryable)];
    }));
  });

  it('says of WeChat\'s numbers what the library makes of them', async () => {
    const { rows } = tableWith(page, 'code', meaning, 'reason');
    expect(rows.length).toBeGreaterThan(5);
    const refused = async (code: number): Promise<AuthingError> => {
      const httpClient = { request: ({ rescue }: HttpRequest) => Promise.reject(authingRefusal(code, 'no', null)).catch(rescue) };
      const client = { options: { host: '' }, httpClient } as unknown as Client;
      return postToWeChatConnection(client, 'auth', { code: 'c' }, () => { throw new Error('not refused'); })
        .catch((error: AuthingError) => error);
    };
    const made = await Promise.all(rows.map(([code]) => refused(Number(code))));
    expect(rows.map((row) => [row[0], nameIn(row[2]!), row[3]]))
      .toEqual(rows.map(([code], index) => [code, made[index]!.reason, says(made[index]!.retryable)]));
  });

  it('has every stage', () => {
    expect(tableWith(page, 'stage').rows.map(([name]) => nameIn(name!))).toEqual(textsOf('AuthingErrorStage'));
  });
});
