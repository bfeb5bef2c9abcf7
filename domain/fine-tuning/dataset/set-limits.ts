import type { BaseModel } from '../../models/base-models';
import type { Medium } from '../../models/fine-tuning';
import type { FileSummary } from './file-summary';

/** Minimum of this project: fewer examples have no measurable effect, even if a model accepts them. */
export const FEWEST_RECORDS = 20;

/** Number of examples that AWS recommends for each task. */
export const RECOMMENDED_RECORDS = 100;

/** Adds the findings that concern a training set as a whole. */
export function checkTrainingSet(training: FileSummary, validation: FileSummary | undefined, model: BaseModel): void {
  const { findings, records } = training;
  if (training.isUnreadable) return;
  if (training.lines === 0) {
    findings.add('empty-file', 'the file is empty');
    return;
  }
  const both = records + (validation?.records ?? 0);
  const counted = model.records.of === 'both' ? both : records;
  checkMinimum(training, counted, model);
  if (model.records.max !== undefined && counted > model.records.max) {
    findings.add('too-many-records', `${counted} examples; ${model.id} takes at most ${model.records.max}`);
  }
  checkMixture(training);
}

/** Adds the findings that concern a validation set as a whole. */
export function checkValidationSet(validation: FileSummary, model: BaseModel): void {
  const { findings } = validation;
  if (!model.validation) findings.add('no-validation-set', `${model.id} is trained without a validation set`);
  if (validation.isUnreadable) return;
  if (validation.lines === 0) findings.add('empty-file', 'the file is empty');
  checkMixture(validation);
}

function checkMinimum({ findings, records }: FileSummary, counted: number, { id, records: limits }: BaseModel): void {
  const { min, recommended = RECOMMENDED_RECORDS } = limits;
  if (records < FEWEST_RECORDS) {
    findings.add('too-few-records', `${records} examples; at least ${Math.max(min, FEWEST_RECORDS)} are required`);
  } else if (counted < min) findings.add('too-few-records', `${counted} examples; ${id} takes at least ${min}`);
  else if (records < recommended) {
    findings.add('few-records', `${records} examples; ${recommended} or more are recommended`);
  }
}

function checkMixture({ findings, formats, media }: FileSummary): void {
  const { conversation, 'prompt-completion': prompt } = formats;
  if (conversation && prompt) {
    findings.add(
      'mixed-formats',
      `line ${conversation} is a conversation, line ${prompt} a prompt with its completion`,
    );
  }
  const [first, second] = (Object.entries(media) as [Medium, number][]).sort((a, b) => a[1] - b[1]);
  if (first && second) {
    findings.add(
      'image-and-video',
      `line ${first[1]} has a medium of type ${first[0]}, line ${second[1]} of type ${second[0]}`,
    );
  }
}
