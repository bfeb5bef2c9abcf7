/** `arn:…:inference-profile/us.amazon.nova-2-lite-v1:0` becomes `UsAmazonNova2LiteV10`: a Sid knows letters and digits only. */
export function sidOfProfile(profileArn: string): string {
  const id = profileArn.slice(profileArn.lastIndexOf('/') + 1);
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
