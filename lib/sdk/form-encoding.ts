/** `application/x-www-form-urlencoded`, byte for byte as URLSearchParams writes it; undefined and null are left out. */
export function formEncoded(params: Readonly<Record<string, string | null | undefined>>): string {
  return Object.keys(params)
    .filter((name) => params[name] !== undefined && params[name] !== null)
    .map((name) => `${encoded(name)}=${encoded(String(params[name]))}`)
    .join('&');
}

function encoded(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
}
