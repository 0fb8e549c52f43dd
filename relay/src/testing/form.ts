/** A form with files, as a browser sends it. */
export function formOf(fields: Record<string, string>, files: [string, Buffer][]): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, bytes] of files) form.append('files', new Blob([new Uint8Array(bytes)]), name);
  return form;
}

/** @param token null for nobody. */
export async function sendForm(
  url: string,
  token: string | null,
  form: FormData,
  method = 'POST',
): Promise<Response> {
  const headers = new Headers(token === null ? {} : { authorization: `Bearer ${token}` });
  return fetch(url, { method, headers, body: form });
}
