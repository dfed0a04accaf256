import { concatBytes, utf8Encode } from '../bytes';

const CRLF = '\r\n';
const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain',
  json: 'application/json',
};

/** The body of `wx.uploadFile`: form fields first, then the file under its field name. */
export function multipartBody(upload: {
  boundary: string;
  fields: Record<string, unknown>;
  name: string;
  filePath: string;
  bytes: Uint8Array;
}): Uint8Array {
  const { boundary, fields, name, filePath, bytes } = upload;
  const filename = filePath.split('/').at(-1) ?? '';
  const type = types[filename.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
  const texts = Object.entries(fields).map(([field, value]) => part(boundary, `name="${escape(field)}"`) + CRLF + String(value) + CRLF);
  const head = part(boundary, `name="${escape(name)}"; filename="${escape(filename)}"`) + `Content-Type: ${type}${CRLF}${CRLF}`;
  return concatBytes([utf8Encode(texts.join('') + head), bytes, utf8Encode(`${CRLF}--${boundary}--${CRLF}`)]);
}

const part = (boundary: string, disposition: string): string => `--${boundary}${CRLF}Content-Disposition: form-data; ${disposition}${CRLF}`;

/** As browsers escape names in multipart headers. */
const escape = (name: string): string => name.replace(/\r\n|\r|\n/g, '%0D%0A').replace(/"/g, '%22');
