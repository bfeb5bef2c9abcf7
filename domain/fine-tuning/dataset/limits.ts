import type { BaseModel } from '../../models/base-model';
import type { Part } from './reading/part';

/** Fewer change nothing that can be measured, whatever a model accepts: the rule of this house. */
export const FEWEST_RECORDS = 20;

/** What AWS recommends for a harder task. */
export const RECOMMENDED_RECORDS = 100;

/** Finds what is wrong with a training set as a whole. */
export function limitTraining(training: Part, validation: Part | undefined, model: BaseModel): void {
  const { findings, records } = training;
  if (training.unreadable) return;
  if (training.lines === 0) {
    findings.add('empty-file', 'the file is empty');
    return;
  }
  const both = records + (validation?.records ?? 0);
  limitFewest(training, both, model);
  const counted = model.records.of === 'both' ? both : records;
  if (model.records.max !== undefined && counted > model.records.max) {
    findings.add('too-many-records', `${counted} examples, and ${model.id} takes ${model.records.max}`);
  }
  mixed(training);
}

/** Finds what is wrong with a validation set as a whole. */
export function limitValidation(validation: Part, model: BaseModel): void {
  if (!model.validation) {
    validation.findings.add('no-validation-set', `${model.id} is trained without a validation set`);
  }
  if (validation.unreadable) return;
  if (validation.lines === 0) validation.findings.add('empty-file', 'the file is empty');
  mixed(validation);
}

function limitFewest({ findings, records }: Part, both: number, { id, records: { min, of } }: BaseModel): void {
  const counted = of === 'both' ? both : records;
  if (records < FEWEST_RECORDS) {
    findings.add('too-few-records', `${records} examples; ${Math.max(min, FEWEST_RECORDS)} are the least`);
  } else if (counted < min) findings.add('too-few-records', `${counted} examples; ${id} takes no less than ${min}`);
  else if (records < RECOMMENDED_RECORDS) {
    findings.add('few-records', `${records} examples, where ${RECOMMENDED_RECORDS} or more are recommended`);
  }
}

function mixed({ findings, formats, media }: Part): void {
  const { conversation, 'prompt-completion': prompt } = formats;
  if (conversation && prompt) {
    findings.add(
      'mixed-formats',
      `a conversation in line ${conversation}, a prompt with its completion in line ${prompt}`,
    );
  }
  if (media.image && media.video) {
    findings.add('image-and-video', `an image in line ${media.image}, a video in line ${media.video}`);
  }
}
