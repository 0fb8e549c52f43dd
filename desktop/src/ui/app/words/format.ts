/** How numbers, times and amounts read in a language. */
export type Format = ReturnType<typeof createFormat>;

interface Units {
  seconds: (amount: string) => string;
  minutes: (minutes: number, seconds: string) => string;
  hours: (hours: number, minutes: string) => string;
}

const UNITS: Record<'en' | 'zh-CN', Units> = {
  en: {
    seconds: (amount) => `${amount} s`,
    minutes: (minutes, seconds) => `${minutes} min ${seconds} s`,
    hours: (hours, minutes) => `${hours} h ${minutes} min`,
  },
  'zh-CN': {
    seconds: (amount) => `${amount} 秒`,
    minutes: (minutes, seconds) => `${minutes} 分 ${seconds} 秒`,
    hours: (hours, minutes) => `${hours} 小时 ${minutes} 分`,
  },
};

export function createFormat(language: 'en' | 'zh-CN') {
  const count = new Intl.NumberFormat(language);
  const oneDigit = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const clock = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const minute = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const units = UNITS[language];

  /** Below ten seconds to the hundredth (`digits` 1: tenth), then coarser; milliseconds in. */
  function duration(milliseconds: number, digits: 1 | 2 = 2): string {
    const seconds = Math.max(0, milliseconds) / 1000;
    if (seconds < 9.995) return units.seconds(seconds.toFixed(digits));
    if (seconds < 59.95) return units.seconds(seconds.toFixed(digits - 1));
    const whole = Math.round(seconds);
    const two = (amount: number) => String(amount).padStart(2, '0');
    if (whole < 3600) return units.minutes(Math.floor(whole / 60), two(whole % 60));
    return units.hours(Math.floor(whole / 3600), two(Math.floor(whole / 60) % 60));
  }

  return {
    count: (amount: number) => count.format(amount),
    duration,
    /** To the tenth. */
    amount: (amount: number) => oneDigit.format(amount),
    /** Time of day to the minute. */
    clock: (at: number) => minute.format(at),
    /** Time of day of epoch milliseconds, to the second. */
    time: (at: number) => clock.format(at),
    date: (at: number) => day.format(at),
    /** Decimal, as cameras and providers count. */
    bytes: (bytes: number) =>
      bytes < 1_000_000
        ? `${count.format(Math.ceil(bytes / 1000))} KB`
        : `${oneDigit.format(bytes / 1_000_000)} MB`,
    /** Megabits per second, as connections are sold. */
    rate: (bytesPerSecond: number) => `${oneDigit.format((bytesPerSecond * 8) / 1_000_000)} Mbit/s`,
  };
}
