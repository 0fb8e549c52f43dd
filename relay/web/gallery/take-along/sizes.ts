/** A number of bytes as people say it, in the guest's language. */
export function saySize(bytes: number, language: string): string {
  const units = ['kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = bytes >= 1e9 ? 2 : bytes >= 1e6 ? 1 : 0;
  const value = bytes / 1000 ** (step + 1);
  const maximumFractionDigits = value < 10 && step > 0 ? 1 : 0;
  const shown = bytes > 0 && step === 0 ? Math.max(1, value) : value;
  const format = { style: 'unit', unit: units[step], maximumFractionDigits } as const;
  return new Intl.NumberFormat(language, format).format(shown);
}
