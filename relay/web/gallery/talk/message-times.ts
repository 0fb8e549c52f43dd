/** When something was written, as people say it: the time, and the day where that is not today. */
export function timesIn(tag: string): (at: number) => string {
  const clock = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
  const today = new Intl.DateTimeFormat(tag, clock);
  const before = new Intl.DateTimeFormat(tag, { ...clock, month: 'short', day: 'numeric' });
  return (at) => {
    const isToday = new Date(at).toDateString() === new Date().toDateString();
    return (isToday ? today : before).format(at);
  };
}
