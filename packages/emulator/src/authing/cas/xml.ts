const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (value: unknown): string => String(value).replace(/[&<>"]/g, (character) => escapes[character] ?? character);

const response = (content: string): string =>
  `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">${content}</cas:serviceResponse>`;

/** CAS 2.0's answer to a valid ticket. Attributes without a value, and nested ones, are left out. */
export function successXml(user: string, attributes: Record<string, unknown>): string {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== null && typeof value !== 'object')
    .map(([name, value]) => `<cas:${name}>${escape(value)}</cas:${name}>`);
  return response(
    `<cas:authenticationSuccess><cas:user>${escape(user)}</cas:user>` +
      `<cas:attributes>${list.join('')}</cas:attributes></cas:authenticationSuccess>`,
  );
}

/** CAS 2.0's answer to everything else. */
export function failureXml(code: string, description: string): string {
  return response(`<cas:authenticationFailure code="${escape(code)}">${escape(description)}</cas:authenticationFailure>`);
}
