/** Returns the name by which PrivateLink offers a service in a Region: `com.amazonaws.us-east-1.bedrock-runtime`. */
export const serviceName = (service: string, region: string): string =>
  service === 'notebook' ? `aws.sagemaker.${region}.notebook` : `com.amazonaws.${region}.${service}`;

/** Returns the service of such a name: `bedrock-runtime`. A name of another form stays as it is. */
export const serviceOfName = (name: string): string =>
  name.replace(/^(?:com\.amazonaws|aws\.sagemaker)\.[a-z0-9-]+\./, '');
