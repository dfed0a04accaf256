import { launch } from '../built-modules';

const refusalOf = (answer: object): unknown =>
  (launch()('lib/wx/refusal') as typeof import('../../../lib/wx/refusal')).refusalOf(answer, 'choose');

it.each([[{}], [{ errMsg: '' }], [{ errMsg: 'chooseMedia:ok' }], [{ errno: 103 }], [{ errMsg: 'x:ok', errno: 112 }]])(
  '%j is no refusal', (answer) => expect(refusalOf(answer)).toBeUndefined());

it.each([
  ['fail auth deny', undefined, 'denied'], ['fail denied', undefined, 'denied'], ['fail user REFUSE', undefined, 'denied'],
  ['fail rejected', undefined, 'denied'], ['fail cancel', undefined, 'cancelled'], ['fail: user canceled', 7, 'cancelled'],
  ['fail privacy permission is not authorized', undefined, 'privacy'], ['fail', 103, 'privacy'], ['fail', 104, 'privacy'],
  // The most telling first.
  ['fail cancel: user denied', undefined, 'cancelled'], ['fail privacy denied, cancel', undefined, 'privacy'],
  ['fail deny', 103, 'privacy'],
] as const)('%j, errno %p: the person did not want to (%s)', (errMsg, errno, reason) => {
  expect(refusalOf({ errMsg: `chooseMedia:${errMsg}`, ...(errno !== undefined && { errno }) })).toBe(reason);
});

it.each([
  ['fail', 112, 'privacy'], ['fail cancel', 1025, 'privacy'], ['fail', 1400001, 'quota'], ['fail cancel', 1402101, 'denied'],
  ['fail cancel', 1421102, 'denied'],
  ['fail api scope is not declared in the privacy agreement', undefined, 'privacy'], ['fail privacy Not Declared', 103, 'privacy'],
  ['fail another is In Progress', undefined, 'busy'], ['fail in progress, cancel', undefined, 'busy'],
  ['fail', undefined, 'denied'], ['fail system error', 5, 'denied'], ['ok: but not quite', undefined, 'denied'],
  ['x:okay', undefined, 'denied'],
] as const)('%j, errno %p: an error (%s)', (text, errno, reason) => {
  const errMsg = `chooseMedia:${text}`;
  expect(refusalOf({ errMsg, errno })).toMatchObject({ name: 'AuthingError', reason, stage: 'choose', data: { errMsg, errno } });
});
