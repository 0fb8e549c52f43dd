/** By the first that a User-Agent contains: many name those they descend from as well. */
const PROGRAMS: readonly [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/Picture ?Live/i, 'Picture Live'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox\/|FxiOS/, 'Firefox'],
  [/Chrome\/|CriOS|Chromium/, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/node|undici/i, 'Node.js'],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/**
 * What a person would call a client: `Safari · iPhone`. Nothing more of its User-Agent is kept.
 * Empty where it does not say.
 */
export function clientName(userAgent: string): string {
  const nameIn = (names: typeof PROGRAMS): string[] => {
    const found = names.find(([pattern]) => pattern.test(userAgent));
    return found === undefined ? [] : [found[1]];
  };
  return [...nameIn(PROGRAMS), ...nameIn(SYSTEMS)].join(' · ');
}
