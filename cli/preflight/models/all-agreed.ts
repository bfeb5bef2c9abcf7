import type { ModelLookup } from './model-lookup';

/** Returns true if the account has an agreement for every one of these models. An error counts as none. */
export async function allAgreed(models: ModelLookup, wanted: readonly { readonly id: string }[]): Promise<boolean> {
  const answers = await Promise.allSettled(wanted.map(({ id }) => models.availability(id)));
  return answers.every(
    (answer) => answer.status === 'fulfilled' && answer.value.agreementAvailability?.status === 'AVAILABLE',
  );
}
