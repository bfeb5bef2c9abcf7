const names = (text: string): readonly string[] => text.split(/\s+/).map((name) => `s3:${name}`);

/**
 * Actions that change a setting of a bucket, by exact name. No policy of the deployment denies them to an administrator of
 * the account: a Deny would have to name every principal that may deploy, and would lock out the others. An action that AWS
 * adds is not on the list, and a test fails until somebody has looked at it.
 */
export const BUCKET_SETTINGS = names(`CreateBucketMetadataTableConfiguration DeleteBucket
  DeleteBucketMetadataTableConfiguration DeleteBucketPolicy DeleteBucketWebsite PauseReplication PutAccelerateConfiguration
  PutAnalyticsConfiguration PutBucketAbac PutBucketAcl PutBucketCORS PutBucketLogging PutBucketNotification
  PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock
  PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration
  PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration PutMetricsConfiguration
  PutReplicationConfiguration TagResource UntagResource UpdateBucketMetadataAnnotationTableConfiguration
  UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration`);

/** Actions that give a bucket another name with a policy of its own, for which an administrator needs no right to the bucket. */
export const ACCESS_POINT_SETTINGS = names(`CreateAccessPoint DeleteAccessPoint DeleteAccessPointPolicy
  PutAccessPointPolicy`);
