/** Bodies as a record shows them: JSON and forms as values, files as their description. */
export async function describeBody(source: Request | Response): Promise<unknown> {
  const type = source.headers.get('content-type') ?? '';
  if (type.startsWith('multipart/form-data')) return describeForm(source);
  const text = await source.text();
  if (text === '') return undefined;
  if (type.includes('json')) return jsonOrText(text);
  if (type.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  if (type.startsWith('image/') || type.startsWith('application/octet-stream')) return { type, size: text.length };
  return text;
}

async function describeForm(source: Request | Response): Promise<unknown> {
  try {
    const form = await source.formData();
    return Object.fromEntries(
      [...form].map(([name, value]) => [
        name,
        typeof value === 'string' ? value : { name: value.name, type: value.type, size: value.size },
      ]),
    );
  } catch (error) {
    return { unreadable: (error as Error).message };
  }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A record shows what came, also when it is broken.
    return text;
  }
}
