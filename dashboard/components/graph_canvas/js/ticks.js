// The ticks of a date axis. A day is a number: days since 1 January 1970, in UTC. Pure.

const MS_PER_DAY = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS_OF = { day: 1, month: 30.44, year: 365.25 };
const MONDAY = 4; // 5 January 1970
const STEPS = [
  ...[1, 2, 7, 14].map((count) => ["day", count]),
  ...[1, 2, 3, 6].map((count) => ["month", count]),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((count) => ["year", count]),
];

export const TICK_GAP_PX = 90;

export const dateOf = (day) => new Date(day * MS_PER_DAY);

const dayOf = (year, month) => {
  const date = new Date(Date.UTC(2000, month, 1));
  date.setUTCFullYear(year + Math.floor(month / 12)); // Date.UTC takes the years 0 to 99 for 1900 to 1999
  return Math.round(date.getTime() / MS_PER_DAY);
};

// The finest step whose ticks are at least a gap apart.
export function tickStep(pixelsPerDay, gap = TICK_GAP_PX) {
  const wide = STEPS.find(([unit, count]) => DAYS_OF[unit] * count * pixelsPerDay >= gap);
  return wide ?? STEPS[STEPS.length - 1];
}

const label = (day, unit) => {
  const date = dateOf(day);
  const [year, month] = [date.getUTCFullYear(), MONTHS[date.getUTCMonth()]];
  if (unit === "day") return `${date.getUTCDate()} ${month} ${year}`;
  return unit === "year" || date.getUTCMonth() === 0 ? `${year}` : `${month} ${year}`;
};

function* daysFrom(first, last, unit, count) {
  if (unit === "day") {
    const offset = count % 7 ? 0 : MONDAY;
    for (let day = Math.ceil((first - offset) / count) * count + offset; day <= last; day += count) yield day;
    return;
  }
  const date = dateOf(first);
  const months = unit === "year" ? count * 12 : count;
  const start = date.getUTCFullYear() * 12 + date.getUTCMonth();
  for (let month = Math.floor(start / months) * months; ; month += months) {
    const day = dayOf(Math.floor(month / 12), month - Math.floor(month / 12) * 12);
    if (day > last) return;
    if (day >= first) yield day;
  }
}

// Ticks { day, label, major } from one day to another; the beginning of a year is major.
export function ticksBetween(first, last, pixelsPerDay, gap = TICK_GAP_PX) {
  const [unit, count] = tickStep(pixelsPerDay, gap);
  return Array.from(daysFrom(first, last, unit, count), (day) => {
    const date = dateOf(day);
    const begins = date.getUTCMonth() === 0 && date.getUTCDate() === 1;
    return { day, label: label(day, unit), major: begins && unit !== "year" };
  });
}
