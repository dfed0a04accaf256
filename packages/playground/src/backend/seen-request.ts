import type { RecordedRequest } from 'authing-miniapp-emulator/authing';
import type { WeChatCloud } from 'authing-miniapp-emulator/wechat';
import type { SeenRequest } from './protocol';

/** A request as the panel shows it: decoded, and beside what was sealed, what is inside. */
export function seenRequest(request: Readonly<RecordedRequest>, cloud: WeChatCloud): SeenRequest {
  const { id, time, duration, method, path, query, headers, body, operations, status, response, fault } = request;
  const carried = carriedBy(path, body);
  const code = codeIn(carried, cloud);
  const sealed = sealedIn(carried, cloud);
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

/**
 * Where a request carries WeChat's things: the body, v3's payload in it. A phone token is called `code`, too, and is none: it came from no
 * `wx.login`.
 */
function carriedBy(path: string, body: unknown): unknown {
  if (/\/(get-wechat-miniprogram-phone|oidc\/token)$/.test(path)) return undefined;
  const payload = ['Code', 'Phone', 'CodeAndPhone'].map((kind) => field(body, `wechatMiniProgram${kind}Payload`)).find(Boolean);
  return field(payload, 'wxLoginInfo') ?? payload ?? body;
}

/** The login code, and what WeChat last said about it. */
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
  if (encryptedData === undefined || iv === undefined) return undefined;
  const revealed = cloud.reveal(encryptedData, iv);
  return revealed && { iv, encryptedData, keyId: revealed.keyId, plain: revealed.plain };
}

function textField(body: unknown, name: string): string | undefined {
  const value = field(body, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const field = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
