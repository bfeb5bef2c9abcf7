/**
 * A stack in this status has no resources: nobody has executed its first change set, or its creation was rolled back.
 * `cdk deploy` creates it all the same.
 */
export const isEmptyStatus = (status: string): boolean => ['REVIEW_IN_PROGRESS', 'ROLLBACK_COMPLETE'].includes(status);
