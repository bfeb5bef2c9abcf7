import type { PreflightContext } from './inspection';

/** Whether the account has its agreement on every one of these models. An answer that cannot be had is a no. */
export async function allAgreed(
  models: PreflightContext['models'],
  wanted: readonly { readonly id: string }[],
): Promise<boolean> {
  const answers = await Promise.allSettled(wanted.map(({ id }) => models.availability(id)));
  return answers.every(
    (answer) => answer.status === 'fulfilled' && answer.value.agreementAvailability?.status === 'AVAILABLE',
  );
}
