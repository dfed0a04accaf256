import { ApiFailure, parameterError } from '../api-failure';
import type { Callbacks } from '../bridge';
import { hexEncode, utf8Decode } from '../bytes';
import { checkAddress } from '../network/address';
import { requestHeaders } from '../network/headers';
import { startHttpExchange } from '../network/http-exchange';
import { multipartBody } from '../network/multipart';
import { createUplink } from '../network/uplink';
import type { TransportResponse } from '../network/transport';
import type { UploadProgress } from '../network/uplink';
import type { DeviceParts } from '../parts';
import { strictObject } from '../strict-object';

/** WeChat's default (ms). */
const DEFAULT_TIMEOUT_MS = 60_000;

type Option = WechatMiniprogram.UploadFileOption & Record<string, unknown>;
interface Result {
  data: string;
  statusCode: number;
}

/**
 * `wx.uploadFile`: callbacks only, returns an UploadTask. `success` fires on any status code and `data` is always a string.
 * Progress is that of the modelled uplink; the server gets the whole body in one request after it.
 */
export function uploadFileApi(parts: DeviceParts): Record<string, unknown> {
  return { uploadFile: (option: Option) => startUpload(parts, option) };
}

function startUpload(parts: DeviceParts, option: Option): object {
  const { bridge, timeline } = parts;
  const call = bridge.open('uploadFile');
  const callbacks = option as unknown as Callbacks<Result>;
  const progressListeners = new Set<(progress: UploadProgress) => void>();
  for (const name of ['enableHttp2', 'enableQuic', 'enableProfile']) {
    if (option[name] !== undefined) timeline.record('option.ignored', { api: 'uploadFile', option: name, why: 'the transport decides' });
  }
  const onProgress = (progress: UploadProgress): void => {
    for (const listener of progressListeners) bridge.later(() => listener({ ...progress }));
  };
  const finish = (result: Result | ApiFailure): void => {
    const outcome = result instanceof ApiFailure ? bridge.worded('uploadFile', result) : result;
    if (outcome instanceof ApiFailure) {
      timeline.record('request.failed', { call, url: option.url, errMsg: `uploadFile:${outcome.reason}` });
    } else {
      timeline.record('request.answered', { call, url: option.url, statusCode: outcome.statusCode });
    }
    bridge.answerNow(call, 'uploadFile', callbacks, outcome);
  };
  const onEnd = (outcome: TransportResponse | ApiFailure): void =>
    finish(outcome instanceof ApiFailure ? outcome : { statusCode: outcome.status, data: utf8Decode(outcome.body) });

  let abort = (): void => undefined;
  try {
    abort = open(parts, call, option, onProgress, onEnd);
  } catch (error) {
    // Failures of the platform end the call; anything else is a defect of the model and stays loud.
    if (!(error instanceof ApiFailure)) throw error;
    bridge.later(() => finish(error));
  }
  return strictObject('UploadTask', {
    abort: () => abort(),
    onProgressUpdate: (listener: (progress: UploadProgress) => void) => void progressListeners.add(listener),
    offProgressUpdate: (listener?: (progress: UploadProgress) => void) =>
      void (listener === undefined ? progressListeners.clear() : progressListeners.delete(listener)),
  });
}

function open(
  parts: DeviceParts,
  call: number,
  option: Option,
  onProgress: (progress: UploadProgress) => void,
  onEnd: (outcome: TransportResponse | ApiFailure) => void,
): () => void {
  const { settings, timeline, files } = parts;
  const { filePath, name, formData = {} } = option;
  if (typeof filePath !== 'string') throw parameterError('filePath', 'String', filePath);
  if (typeof name !== 'string') throw parameterError('name', 'String', name);
  const url = checkAddress(option.url, ['http', 'https'], settings.domains?.uploadFile);
  const bytes = files.read(filePath);
  if (bytes === undefined) throw new ApiFailure('fail file not found');

  const { headers, dropped } = requestHeaders(option.header ?? {}, settings);
  for (const header of dropped) timeline.record('option.ignored', { api: 'uploadFile', option: `header.${header}`, why: 'WeChat sets it' });
  const boundary = `----WeChatModelBoundary${hexEncode(crypto.getRandomValues(new Uint8Array(12)))}`;
  // WeChat writes the content type itself: only it knows the boundary.
  headers['content-type'] = `multipart/form-data; boundary=${boundary}`;
  const body = multipartBody({ boundary, fields: formData, name, filePath, bytes });
  return startHttpExchange(
    parts,
    { url, method: 'POST', headers, body, redirect: 'follow' },
    {
      api: 'uploadFile',
      call,
      timeout: option.timeout ?? DEFAULT_TIMEOUT_MS,
      uplink: createUplink(body.length, settings.uploadBytesPerSecond, onProgress),
    },
    onEnd,
  );
}
