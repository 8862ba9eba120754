// Numbers for people.

/** Three significant digits, no exponent; a dash for what is missing. */
export function figure(value) {
  if (value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
  return value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** Where most samples lay: the tenth to the ninetieth percentile. */
export function spread({ p10, p90, n }) {
  return n === undefined || n < 2 ? '' : `${figure(p10)} to ${figure(p90)}`;
}

/** A share of the machine, in percent. */
export function percent(share) {
  return share === undefined || Number.isNaN(share) ? '' : `${Math.round(share * 100)} %`;
}
