// Medians, percentiles and how far samples spread.

/** The value below which `share` (0 to 1) of the samples lie, nearest rank; NaN for none. */
export function percentile(samples, share) {
  if (samples.length === 0) return Number.NaN;
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

/** The middle value, the mean of the two middle ones for an even count. */
export function median(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Median, the tenth and ninetieth percentile, p99, the extremes and the count. */
export function summary(samples) {
  return {
    median: median(samples),
    p10: percentile(samples, 0.1),
    p90: percentile(samples, 0.9),
    p99: percentile(samples, 0.99),
    min: Math.min(...samples),
    max: Math.max(...samples),
    n: samples.length,
  };
}
