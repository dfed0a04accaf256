import { advance, text } from '../in-process-server';
import { useVirtualTime } from '../virtual-time';
import { exchange, json, phoneWith, URL } from './request-setup';

const clock = useVirtualTime();

describe('what reaches the server', () => {
  test.each([
    ['object as JSON', { method: 'POST', data: { a: [1, '微'] } }, 'POST', URL, 'application/json', '{"a":[1,"微"]}'],
    ['string as it is', { method: 'POST', data: 'plain' }, 'POST', URL, 'application/json', 'plain'],
    [
      'form when the header says so',
      { method: 'POST', data: { a: '1 2', b: '微', c: undefined }, header: { 'Content-Type': 'application/x-www-form-urlencoded' } },
      'POST',
      URL,
      'application/x-www-form-urlencoded',
      'a=1%202&b=%E5%BE%AE',
    ],
    ['query for GET', { data: { a: '1&2', b: 3 } }, 'GET', `${URL}?a=1%262&b=3`, 'application/json', ''],
    ['query beside another', { url: `${URL}?x=1`, data: { a: 1 } }, 'GET', `${URL}?x=1&a=1`, 'application/json', ''],
    ['lower-case method', { method: 'post' as 'POST' }, 'POST', URL, 'application/json', ''],
    ['DELETE body', { method: 'DELETE', data: { a: 1 } }, 'DELETE', URL, 'application/json', '{"a":1}'],
  ] as const)('%s', async (_name, option, method, address, type, body) => {
    const { received } = await exchange(clock(), option as Partial<WechatMiniprogram.RequestOption>);
    expect([received?.method, received?.url, received?.headers.get('content-type'), text(received?.body ?? new Uint8Array())]).toEqual([
      method,
      address,
      type,
      body,
    ]);
  });

  test('an ArrayBuffer byte for byte', async () => {
    const data = Uint8Array.of(0, 255, 128).buffer;
    const { received } = await exchange(clock(), { method: 'PUT', data });
    expect([...(received?.body ?? [])]).toEqual([0, 255, 128]);
  });

  test("WeChat's own Referer, not the caller's", async () => {
    const { received, device } = await exchange(clock(), { header: { Referer: 'https://x.example', 'X-Own': 1 } });
    expect(received?.headers.get('x-own')).toBe('1');
    expect(device.timeline.of('option.ignored').map(({ detail }) => detail.option)).toEqual(['header.Referer']);
  });

  test('data as it was at the call', async () => {
    const { device, received } = phoneWith();
    const data = { a: 1 };
    device.wx.request({ url: URL, method: 'POST', data });
    data.a = 2;
    await advance(clock());
    expect(text(received[0]?.body ?? new Uint8Array())).toBe('{"a":1}');
  });
});

describe('what comes back', () => {
  test('JSON parsed, status and headers beside it, on any status', async () => {
    const answer = () => json({ message: 'no' }, { status: 404, headers: { 'Content-Type': 'application/json', 'X-Two-Words': 'yes' } });
    const { heard } = await exchange(clock(), {}, answer);
    expect(heard.names()).toEqual(['success', 'complete']);
    expect(heard.result()).toEqual({
      data: { message: 'no' },
      statusCode: 404,
      header: { 'content-type': 'application/json', 'x-two-words': 'yes' },
      cookies: [],
      errMsg: 'request:ok',
    });
  });

  test('headers spelled as other devices spell them', async () => {
    const answer = () => new Response('', { headers: { 'x-two-words': 'yes' } });
    const { heard } = await exchange(clock(), {}, answer, { headerCase: 'canonical' });
    expect(heard.result()['header']).toHaveProperty('X-Two-Words', 'yes');
  });

  test('cookies apart', async () => {
    const headers = new Headers([
      ['set-cookie', 'a=1; Path=/'],
      ['set-cookie', 'b=2'],
    ]);
    const { heard } = await exchange(clock(), {}, () => new Response('', { headers }));
    expect(heard.result()).toMatchObject({ cookies: ['a=1; Path=/', 'b=2'], header: { 'set-cookie': 'a=1; Path=/,b=2' } });
  });

  test.each([
    ['what is no JSON stays a string', {}, '<html>', '<html>'],
    ['text when asked', { dataType: 'text' }, '{"a":1}', '{"a":1}'],
    ['nothing is an empty string', {}, '', ''],
  ])('%s', async (_name, option, body, data) => {
    const { heard } = await exchange(clock(), option, () => new Response(body));
    expect(heard.result()['data']).toBe(data);
  });

  test('an ArrayBuffer when asked, JSON or not', async () => {
    const { heard } = await exchange(clock(), { responseType: 'arraybuffer' }, () => new Response(Uint8Array.of(7, 0, 200)));
    expect([...new Uint8Array(heard.result()['data'] as ArrayBuffer)]).toEqual([7, 0, 200]);
  });

  test('headers to onHeadersReceived', async () => {
    const { device } = phoneWith(() => json({}, { status: 201 }));
    const seen: unknown[] = [];
    device.wx.request({ url: URL }).onHeadersReceived((result) => seen.push(result));
    await advance(clock());
    expect(seen).toEqual([{ statusCode: 201, header: expect.any(Object), cookies: [] }]);
  });
});
