import { type Failing, remediesOf } from './rows';

/** Mistakes, each with the path of its problem and a part of the remedy. One mistake is one problem. */
const FAILING: readonly Failing[] = [
  [
    'Object Lock for no days',
    { keepData: true, fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], objectLockDays: 0 } },
    'fineTuning.objectLockDays',
    'days',
  ],
  [
    'Object Lock for too long',
    { keepData: true, fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], objectLockDays: 36_501 } },
    'fineTuning.objectLockDays',
    'days',
  ],
  [
    'Object Lock on data that goes with its stack',
    { fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], objectLockDays: 1 } },
    'keepData',
    'objectLockDays',
  ],
  ['no base model', { fineTuning: { baseModels: [] } }, 'fineTuning.baseModels', 'Add'],
  ['fine-tuning of nothing', { fineTuning: {} }, 'fineTuning.baseModels', 'baseModels'],
  [
    'a base model with its context length',
    { fineTuning: { baseModels: ['amazon.nova-lite-v1:0:300k'] } },
    'fineTuning.baseModels[0]',
    "'amazon.nova-lite-v1:0'",
  ],
  [
    'a profile as base model',
    { fineTuning: { baseModels: ['us.amazon.nova-lite-v1:0'] } },
    'fineTuning.baseModels[0]',
    "'amazon.nova-lite-v1:0'",
  ],
  [
    'a model that nobody fine-tunes',
    { fineTuning: { baseModels: ['deepseek.v3.2'] } },
    'fineTuning.baseModels[0]',
    'nova',
  ],
  [
    'a legacy base model',
    { region: 'us-west-2', fineTuning: { baseModels: ['meta.llama3-3-70b-instruct-v1:0'] } },
    'fineTuning.baseModels[0]',
    'nova',
  ],
  [
    'fine-tuning where there is none',
    { region: 'us-west-2', fineTuning: { baseModels: ['amazon.nova-lite-v1:0'] } },
    'fineTuning.baseModels[0]',
    'Use a Region',
  ],
  [
    'a base model twice',
    { fineTuning: { baseModels: ['amazon.nova-lite-v1:0', 'amazon.nova-lite-v1:0'] } },
    'fineTuning.baseModels[1]',
    'once',
  ],
];

test.each(FAILING)('%s is one problem, with a remedy', (_, changes, path, remedy) => {
  expect(remediesOf(changes)).toEqual([[path, expect.stringContaining(remedy)]]);
});
