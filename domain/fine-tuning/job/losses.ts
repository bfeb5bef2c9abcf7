/** Metrics of a job that are missing or unreadable. */
export class MetricsMissing extends Error {
  override readonly name = 'MetricsMissing';
}

/**
 * Returns the losses of a metrics file, step by step.
 * Source of file and columns: Amazon Bedrock User Guide, "Analyze the results of a model customization job".
 *
 * @param column `training_loss` or `validation_loss`
 * @throws MetricsMissing when the column is missing, empty or not numeric
 */
export function lossesOf(csv: string, column: 'training_loss' | 'validation_loss'): number[] {
  const [header = '', ...rows] = csv.trim().split(/\r?\n/);
  const index = header.split(',').findIndex((name) => name.trim() === column);
  if (index === -1) throw new MetricsMissing(`the metrics have no column ${column}`);
  const losses = rows.map((row) => Number(row.split(',')[index]?.trim() || Number.NaN));
  if (losses.length === 0) throw new MetricsMissing(`the metrics have no ${column}`);
  const wrong = losses.findIndex((loss) => !Number.isFinite(loss));
  if (wrong !== -1) throw new MetricsMissing(`${column} is not a number in row ${wrong + 1} of the metrics`);
  return losses;
}
