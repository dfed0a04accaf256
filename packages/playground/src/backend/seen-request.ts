import type { RecordedRequest } from 'authing-miniapp-emulator/authing';
import type { WeChatCloud } from 'authing-miniapp-emulator/wechat';
import type { SeenRequest } from './protocol';

/** A request as the panel shows it: decoded, and beside what was sealed, what is inside. */
export function seenRequest(request: Readonly<RecordedRequest>, cloud: WeChatCloud): SeenRequest {
  const { id, time, duration, method, path, query, headers, body, operations, status, response, fault } = request;
  const code = codeIn(body, cloud);
  const sealed = sealedIn(body, cloud);
  return {
    id,
    at: time,
    method,
    path,
    query,
    headers,
    operations,
    ...(body !== undefined && { body }),
    ...(duration !== undefined && { duration }),
    ...(status !== undefined && { status }),
    ...(response !== undefined && { response }),
    ...(fault !== undefined && { fault }),
    ...(code && { code }),
    ...(sealed && { sealed }),
  };
}

/** The login code in a body, and what WeChat last said about it. */
function codeIn(body: unknown, { timeline }: WeChatCloud): SeenRequest['code'] {
  const code = textField(body, 'code');
  if (code === undefined) return undefined;
  const fate = timeline
    .of('code.exchanged', 'code.refused')
    .filter((entry) => entry.detail.code === code)
    .at(-1);
  if (fate === undefined) return { code };
  return fate.kind === 'code.exchanged'
    ? { code, keyId: fate.detail.keyId }
    : { code, refusal: `${fate.detail.errcode} ${fate.detail.errmsg}` };
}

function sealedIn(body: unknown, cloud: WeChatCloud): SeenRequest['sealed'] {
  const encryptedData = textField(body, 'encryptedData');
  const iv = textField(body, 'iv');
  const revealed = encryptedData === undefined || iv === undefined ? undefined : cloud.reveal(encryptedData, iv);
  return revealed && { keyId: revealed.keyId, plain: revealed.plain };
}

function textField(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value = (body as Record<string, unknown>)[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
